// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/shared_project.h"

#include "core/domain/dashboard.h"
#include "core/domain/project_file.h"
#include "core/storage/durable_file.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace copper {

namespace {

constexpr QLatin1String kKind("copperfield project");
constexpr char kDashboard[] = "dashboard"; // member and the workspace's section

QLatin1String key(const char *name)
{
    return QLatin1String(name);
}

bool isSaved(const RequestHistory &history, const QString &name)
{
    return std::any_of(history.named().begin(), history.named().end(),
                       [&name](const NamedRequest &each) { return each.name == name; });
}

// Ours where we have one; a difference is told.
template <typename Value>
bool takeOver(Value &ours, const Value &theirs, bool oursIsSet, bool theirsIsSet,
              ProjectMerge::Field field, const QString &of, ProjectMerge &result)
{
    if (!theirsIsSet || ours == theirs)
        return false;
    if (oursIsSet) {
        result.conflicts.push_back({of, field});
        return false;
    }
    ours = theirs;
    return true;
}

class Merger
{
public:
    explicit Merger(Workspace &workspace) : m_workspace(workspace) {}
    ProjectMerge run(const QJsonObject &project)
    {
        const QJsonArray devices = project.value(key("devices")).toArray();
        for (const QJsonValue &value : devices)
            device(value.toObject());
        const QJsonObject titles = project.value(key("networkTitles")).toObject();
        for (auto at = titles.begin(); at != titles.end(); ++at) {
            if (m_workspace.devices().networkTitle(at.key()).isEmpty())
                m_workspace.devices().setNetworkTitle(at.key(), at->toString());
        }
        const QJsonArray requests = project.value(key("requests")).toArray();
        for (const QJsonValue &value : requests)
            request(value.toObject());
        dashboard(project.value(key(kDashboard)).toObject());
        return std::move(m_result);
    }

private:
    void device(const QJsonObject &object)
    {
        std::optional<Device> theirs = deviceFromJson(object);
        if (!theirs) {
            ++m_result.devicesLeftOut;
            return;
        }
        if (const Device *known = find(*theirs)) {
            add(known->id, *theirs);
            return;
        }
        theirs->id = {}; // theirs counts there
        if (m_workspace.devices().restore(std::move(*theirs)))
            ++m_result.devicesNew;
        else
            ++m_result.devicesLeftOut;
    }
    const Device *find(const Device &theirs) const
    {
        const DeviceRegistry &devices = m_workspace.devices();
        for (const DeviceAddress &address : theirs.addresses) {
            if (const Device *known = devices.deviceAt(address.socket))
                return known;
        }
        return theirs.hostUri.isEmpty() ? nullptr : devices.deviceAt(theirs.hostUri);
    }
    void add(DeviceId id, const Device &theirs)
    {
        using Field = ProjectMerge::Field;
        DeviceRegistry &devices = m_workspace.devices();
        const Device before = *devices.device(id);
        Device ours = before;
        const QString of = before.name();
        takeOver(ours.givenName, theirs.givenName, !ours.givenName.isEmpty(),
                 !theirs.givenName.isEmpty(), Field::Name, of, m_result);
        takeOver(ours.note, theirs.note, !ours.note.isEmpty(), !theirs.note.isEmpty(), Field::Note,
                 of, m_result);
        takeOver(ours.securePort, theirs.securePort, ours.securePort.has_value(),
                 theirs.securePort.has_value(), Field::SecurePort, of, m_result);
        takeOver(ours.parameters, theirs.parameters, ours.parameters.has_value(),
                 theirs.parameters.has_value(), Field::Parameters, of, m_result);
        devices.rename(id, ours.givenName);
        devices.setNote(id, ours.note);
        devices.setTags(id, before.tags + theirs.tags);
        devices.setGroups(id, before.groups + theirs.groups);
        devices.setFavourite(id, before.favourite || theirs.favourite);
        if (ours.parameters != before.parameters)
            m_workspace.setDeviceParameters(id, ours.parameters);
        if (ours.securePort != before.securePort)
            m_workspace.setDeviceSecurePort(id, ours.securePort);
        const Device &after = *devices.device(id);
        const bool same = after.givenName == before.givenName && after.note == before.note &&
                          after.tags == before.tags && after.groups == before.groups &&
                          after.favourite == before.favourite &&
                          after.parameters == before.parameters &&
                          after.securePort == before.securePort;
        ++(same ? m_result.devicesSame : m_result.devicesChanged);
    }
    void request(const QJsonObject &object)
    {
        const QString name = object.value(key("name")).toString();
        const std::optional<RequestSpec> spec = requestFromJson(object);
        if (!spec || name.isEmpty()) {
            ++m_result.requestsLeftOut;
            return;
        }
        RequestHistory &history = m_workspace.history();
        if (isSaved(history, name)) {
            const auto ours =
                std::find_if(history.named().begin(), history.named().end(),
                             [&name](const NamedRequest &each) { return each.name == name; });
            if (requestToJson(ours->spec) != requestToJson(*spec))
                m_result.conflicts.push_back({name, ProjectMerge::Field::Request});
            return;
        }
        ++(history.saveAs(name, *spec) ? m_result.requestsNew : m_result.requestsLeftOut);
    }

    // Panels and numbers that are not there as they are come behind ours.
    void dashboard(const QJsonObject &object)
    {
        if (object.isEmpty())
            return;
        const Dashboard theirs = Dashboard::fromJson(object);
        QJsonObject kept = m_workspace.section(key(kDashboard));
        Dashboard ours = Dashboard::fromJson(kept);
        const auto take = [this](auto &into, const auto &from, std::size_t most) {
            for (const auto &each : from) {
                if (std::find(into.begin(), into.end(), each) != into.end())
                    continue;
                if (into.size() >= most) {
                    ++m_result.chartsLeftOut;
                    continue;
                }
                into.push_back(each);
                ++m_result.chartsNew;
            }
        };
        take(ours.panels, theirs.panels, Dashboard::kMaxPanels);
        take(ours.tiles, theirs.tiles, Dashboard::kMaxTiles);
        const QJsonObject merged = ours.toJson();
        for (auto at = merged.begin(); at != merged.end(); ++at)
            kept[at.key()] = at.value();
        if (m_result.chartsNew > 0)
            m_workspace.setSection(key(kDashboard), kept);
    }

    Workspace &m_workspace;
    ProjectMerge m_result;
};

} // namespace

QJsonObject projectOf(Workspace &workspace)
{
    const QJsonObject all = workspace.toJson();
    QJsonObject project;
    project[key("kind")] = kKind;
    project[key("version")] = kProjectFormatVersion;
    for (const char *part : {"devices", "networkTitles", "requests"})
        project[key(part)] = all.value(key(part));
    // Read and written anew: what else the section holds is the window's.
    project[key(kDashboard)] = Dashboard::fromJson(workspace.section(key(kDashboard))).toJson();
    return project;
}

Result<void, QString> saveProject(Workspace &workspace, const QString &path)
{
    return saveWhole(path, JsonFile::encode(projectOf(workspace)));
}

Result<QJsonObject, ProjectFault> readProject(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ProjectFault::Unreadable);
    if (file.size() > JsonFile::kMaxBytes)
        return failure(ProjectFault::TooLarge);
    const QByteArray bytes = file.read(JsonFile::kMaxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(ProjectFault::Unreadable);
    if (bytes.size() > JsonFile::kMaxBytes)
        return failure(ProjectFault::TooLarge);
    std::optional<QJsonObject> object = JsonFile::decode(bytes);
    if (!object)
        return failure(ProjectFault::Damaged);
    if (object->value(key("kind")).toString() != kKind)
        return failure(ProjectFault::NotAProject);
    if (object->value(key("version")).toInt() > kProjectFormatVersion)
        return failure(ProjectFault::TooNew);
    return std::move(*object);
}

void clearProject(Workspace &workspace)
{
    RequestHistory &history = workspace.history();
    while (!history.named().empty())
        history.removeNamed(QString(history.named().back().name));
    QJsonObject kept = workspace.section(key(kDashboard));
    kept.remove(key("panels"));
    kept.remove(key("tiles"));
    workspace.setSection(key(kDashboard), kept);
}

ProjectTarget projectTargetAt(const QString &path)
{
    if (!QFile::exists(path))
        return ProjectTarget::Free;
    const auto project = readProject(path);
    if (project)
        return ProjectTarget::Project;
    return project.error() == ProjectFault::Damaged ? ProjectTarget::Damaged
                                                    : ProjectTarget::NotOurs;
}

ProjectMerge mergeProject(Workspace &workspace, const QJsonObject &project)
{
    return Merger(workspace).run(project);
}

} // namespace copper
