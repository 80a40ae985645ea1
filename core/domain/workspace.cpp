// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/workspace.h"

#include "core/domain/project_file.h"
#include "core/domain/resource_uri.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <chrono>
#include <set>
#include <utility>

namespace copper {

namespace {

constexpr double kSaveAfterSeconds = 2;
constexpr double kSaveLargeAfterSeconds = 10; // where writing keeps a processor busy for seconds
constexpr double kTryAgainAfterSeconds = 30;
constexpr const char *kLimitsSection = "limits";
constexpr const char *kDiscoverySection = "discovery";
constexpr const char *kHistoryFile = "history.db"; // beside the workspace

QLatin1String key(const char *name)
{
    return QLatin1String(name);
}

QString historyPath(const QString &storagePath)
{
    return storagePath.isEmpty() ? QString()
                                 : QFileInfo(storagePath).dir().filePath(key(kHistoryFile));
}

} // namespace

Workspace::Workspace(SessionControl &session, const QString &storagePath, WallClock clock,
                     QObject *parent)
    : QObject(parent), m_session(session), m_clock(std::move(clock)), m_devices(this), m_log(this),
      m_samples(this), m_observations(session, m_clock, this), m_history(this),
      m_historyKeeper(m_history, historyPath(storagePath), this),
      m_firmware(session, m_clock, this),
      m_feed({m_devices, m_log, m_samples, m_observations, m_history, m_firmware}, this),
      m_plugtest(session, m_feed, this), m_secureSessions(m_feed, this),
      m_handshakeTest(session, m_feed, this), m_sweeps(m_feed, m_devices, this),
      m_batch(session, m_feed, m_devices, this), m_file(storagePath)
{
    m_devices.tick(m_clock());
    connect(&m_devices, &DeviceRegistry::persistentChange, this, &Workspace::markUnsaved);
    connect(&m_history, &RequestHistory::namedChanged, this, &Workspace::markUnsaved);
    connect(&m_historyKeeper, &HistoryKeeper::faulted, this, &Workspace::sayHistoryFault);
    connect(&m_firmware, &FirmwareQueue::persistentChange, this, &Workspace::markUnsaved);
    connect(&m_devices, &DeviceRegistry::deviceMoved, this, &Workspace::followDevice);
    connectDiscovery();
}

void Workspace::connectDiscovery()
{
    connect(&m_discoveryChoice, &DiscoveryChoice::changed, this, [this] {
        if (!m_loading)
            setSection(key(kDiscoverySection), m_discoveryChoice.toJson());
    });
    connect(&m_feed, &SessionFeed::interfacesChanged, this,
            [this] { m_discoveryChoice.setInterfaces(m_feed.interfaces()); });
    connect(&m_feed, &SessionFeed::deviceFound, this,
            [this](DeviceId id, const DeviceFound &found) {
                if (!id.isValid() && !std::exchange(m_deviceLimitSaid, true))
                    Q_EMIT noticeRaised(NoticeKind::DeviceLimit, found.name);
                const Device *device = m_devices.device(id);
                if (device == nullptr)
                    return;
                applyParameters(*device);
                // A filter found it: what else it has is read from it.
                if (found.filtered && device->links.empty())
                    refresh(id);
            });
    connect(&m_feed, &SessionFeed::discoveryFinished, this,
            [this](const DiscoveryFinished &finished) {
                if (finished.job != m_discovery)
                    return;
                m_discovery = {};
                m_lastDiscovery = m_clock();
                Q_EMIT discoveryEnded(finished.devices, finished.cuts);
            });
    connect(&m_feed, &SessionFeed::jobFailed, this, [this](const JobFailed &failed) {
        if (failed.job != m_discovery)
            return;
        m_discovery = {};
        m_lastDiscovery = m_clock();
        Q_EMIT discoveryEnded(0, {});
    });
}

Workspace::~Workspace()
{
    if (m_unsavedSince || m_saving.valid())
        save();
}

void Workspace::markUnsaved()
{
    if (!m_loading && !m_unsavedSince)
        m_unsavedSince = m_clock();
}

bool Workspace::isTimeToSave(WallTime now) const
{
    if (!m_unsavedSince)
        return false;
    if (m_saveFailedAt)
        return now.secondsSince(*m_saveFailedAt) >= kTryAgainAfterSeconds;
    const double quiet = isLarge() ? kSaveLargeAfterSeconds : kSaveAfterSeconds;
    return now.secondsSince(*m_unsavedSince) >= quiet;
}

JobId Workspace::send(RequestSpec spec, std::uint64_t mostBody)
{
    const Device *device = m_devices.deviceAt(spec.uri);
    if (device != nullptr && device->parameters && !spec.parameters)
        spec.parameters = device->parameters;
    spec.maxBody = std::max<std::uint64_t>(m_limits.bodyBytes, mostBody);
    const JobId job = m_session.request(spec);
    m_history.add(job, spec, m_clock());
    Q_EMIT requestSent(job);
    return job;
}

JobId Workspace::get(const QString &uri)
{
    RequestSpec spec;
    spec.uri = canonicalUri(uri);
    return send(std::move(spec));
}

JobId Workspace::discover(const DiscoverySpec &wanted)
{
    DiscoverySpec spec = wanted;
    spec.limits = m_limits.scan();
    if (!spec.uri.isEmpty())
        return m_session.discover(spec);
    stopDiscovery();
    const JobId job = m_session.discover(spec);
    m_deviceLimitSaid = false;
    m_discovery = job;
    m_sweeps.begin(job, spec, m_clock());
    Q_EMIT discoveryStarted();
    return job;
}

std::optional<JobId> Workspace::discover()
{
    if (!m_discoveryChoice.canDiscover())
        return std::nullopt;
    return discover(m_discoveryChoice.spec());
}

void Workspace::setRepeating(bool on)
{
    if (on == m_repeating)
        return;
    m_repeating = on;
    if (on && !isDiscovering())
        discover();
    Q_EMIT repeatingChanged(on);
}

void Workspace::repeatWhenDue(WallTime now)
{
    const int every_s = m_discoveryChoice.settings().every_s;
    if (!m_repeating || every_s == 0 || isDiscovering())
        return;
    if (!m_lastDiscovery || now.secondsSince(*m_lastDiscovery) >= every_s)
        discover();
}

void Workspace::stopDiscovery()
{
    if (m_discovery.isValid())
        m_session.cancel(m_discovery);
}

Result<DeviceId, DeviceRegistry::AddError> Workspace::addDevice(const QString &uri,
                                                                const QString &name)
{
    const auto id = m_devices.addManually(uri, name);
    if (id)
        refresh(*id);
    return id;
}

JobId Workspace::refresh(DeviceId id)
{
    const Device *device = m_devices.device(id);
    if (device == nullptr)
        return {};
    DiscoverySpec spec;
    spec.uri = device->baseUri();
    spec.limits = m_limits.scan();
    const JobId job = m_session.discover(spec);
    m_devices.expect(job, id);
    return job;
}

void Workspace::applyPolicy(const Device &device, RequestSpec &spec)
{
    spec.parameters = device.parameters;
    spec.confirmable = !device.observing.nonConfirmable;
    spec.endsByReset = device.observing.endsByReset;
}

std::optional<JobId> Workspace::observe(const QString &uri)
{
    RequestSpec spec;
    spec.uri = canonicalUri(uri);
    const Device *device = m_devices.deviceAt(spec.uri);
    if (device != nullptr)
        applyPolicy(*device, spec);
    spec.maxBody = m_limits.bodyBytes;
    const std::optional<JobId> job = m_observations.observe(spec);
    if (!job)
        Q_EMIT noticeRaised(NoticeKind::ObservationLimit, spec.uri);
    return job;
}

void Workspace::stopObserving(const QString &uri)
{
    m_observations.stop(uri);
    m_samples.markGap(canonicalUri(uri));
    m_samples.commit();
}

void Workspace::applyParameters(const Device &device)
{
    for (const DeviceAddress &address : device.addresses) {
        if (device.parameters)
            m_session.setParameters(QString::fromStdString(toText(address.socket)),
                                    *device.parameters);
    }
}

void Workspace::setDeviceParameters(DeviceId id,
                                    const std::optional<TransmissionParameters> &parameters)
{
    m_devices.setParameters(id, parameters);
    const Device *device = m_devices.device(id);
    if (device == nullptr)
        return;
    for (const DeviceAddress &address : device->addresses) {
        m_session.setParameters(QString::fromStdString(toText(address.socket)),
                                parameters.value_or(TransmissionParameters{}));
    }
}

void Workspace::setDeviceSecurePort(DeviceId id, std::optional<std::uint16_t> port)
{
    const Device *device = m_devices.device(id);
    if (device == nullptr || device->securePort == port)
        return;
    // Under whichever of its addresses it was asked so far.
    QStringList before{device->baseUri()};
    for (const DeviceAddress &address : device->addresses)
        before << address.uri();
    if (!device->hostUri.isEmpty())
        before << device->hostUri;
    before.removeDuplicates();
    m_devices.setSecurePort(id, port);
    refresh(id);
    const QString after = m_devices.device(id)->baseUri();
    for (const QString &each : std::as_const(before))
        moveResources(each, after);
}

void Workspace::followDevice(DeviceId id, const QString &before)
{
    if (const Device *device = m_devices.device(id))
        moveResources(before, device->baseUri());
}

void Workspace::moveResources(const QString &before, const QString &after)
{
    const std::optional<ResourceUri> from = splitUri(before);
    const std::optional<ResourceUri> to = splitUri(after);
    if (!from || !to || from->endpoint == to->endpoint)
        return;
    const auto moved = [&](const QString &uri) -> QString {
        return to->endpoint + uri.mid(from->endpoint.size());
    };
    const QString begin = from->endpoint + QLatin1Char('/');
    QStringList observed;
    const QStringList known = m_observations.urisAt(from->endpoint);
    for (const QString &uri : known) {
        if (m_observations.isObserved(uri)) {
            observed << moved(uri);
            stopObserving(uri);
        }
    }
    const QStringList sampled = m_samples.uris();
    for (const QString &uri : sampled) {
        if (uri.startsWith(begin))
            m_samples.moveResource(uri, moved(uri));
    }
    m_samples.commit();
    for (const QString &uri : known)
        m_observations.moveResource(uri, moved(uri));
    m_observations.commit();
    for (const QString &uri : std::as_const(observed))
        observe(uri);
    Q_EMIT resourcesMoved(from->endpoint, to->endpoint);
}

void Workspace::removeDevices(const std::vector<DeviceId> &ids)
{
    const std::set<DeviceId> leaving(ids.begin(), ids.end());
    const auto isHere = [this, &leaving](const QString &uri) {
        const Device *device = m_devices.deviceAt(uri);
        return device != nullptr && leaving.contains(device->id);
    };
    const QStringList observed = m_observations.uris();
    for (const QString &uri : observed) {
        if (isHere(uri))
            m_observations.removeResource(uri);
    }
    const QStringList sampled = m_samples.uris();
    for (const QString &uri : sampled) {
        if (isHere(uri))
            m_samples.removeResource(uri);
    }
    m_devices.remove(ids);
}

void Workspace::setLimits(const UserLimits &limits)
{
    m_limits = limits;
    applyLimits();
    setSection(key(kLimitsSection), copper::toJson(limits));
}

void Workspace::applyLimits()
{
    m_devices.setLimits(m_limits.devices, m_limits.links);
    m_log.setByteLimit(m_limits.traceBytes);
}

void Workspace::setRecording(bool on)
{
    if (m_recording == on)
        return;
    m_recording = on;
    m_session.setRecording(on);
    Q_EMIT recordingChanged(on);
}

QJsonObject Workspace::section(const QString &name) const
{
    return m_sections.value(name).toObject();
}

void Workspace::setSection(const QString &name, const QJsonObject &value)
{
    if (section(name) == value)
        return;
    m_sections[name] = value;
    markUnsaved();
    Q_EMIT sectionChanged(name);
}

std::function<QJsonObject()> Workspace::snapshot() const
{
    // Copies that share their contents: quick also with ten thousand devices.
    std::vector<Device> devices = m_devices.devices();
    QJsonObject titles;
    for (const Device &device : devices) {
        const QString title = m_devices.networkTitle(device.networkName);
        if (!title.isEmpty())
            titles[device.networkName] = title;
    }
    QJsonArray requests;
    for (const NamedRequest &request : m_history.named()) {
        QJsonObject each = requestToJson(request.spec);
        each[key("name")] = request.name;
        requests.append(each);
    }
    QJsonArray jobs;
    for (const auto &job : m_firmware.jobs()) {
        if (!job->isFinished())
            jobs.append(firmwareJobToJson(*job));
    }
    QJsonObject firmware;
    firmware[key("jobs")] = jobs;
    firmware[key("settings")] = firmwareSettingsToJson(m_firmware.settings());
    if (m_firmware.image())
        firmware[key("image")] = m_firmware.image()->path;
    QJsonObject rest;
    rest[key("version")] = kWorkspaceFormatVersion;
    rest[key("networkTitles")] = titles;
    rest[key("requests")] = requests;
    rest[key("firmware")] = firmware;
    rest[key("sections")] = m_sections;
    return [devices = std::move(devices), rest = std::move(rest)] {
        QJsonArray array;
        std::size_t linkBudget_bytes = kWorkspaceLinkBytes;
        for (const Device &device : devices)
            array.append(deviceToJson(device, linkBudget_bytes));
        QJsonObject object = rest;
        object[key("devices")] = array;
        return object;
    };
}

void Workspace::restore(const QJsonObject &object)
{
    m_loading = true;
    // First: what follows is read within them.
    m_sections = object.value(key("sections")).toObject();
    m_limits = userLimitsFromJson(section(key(kLimitsSection)));
    applyLimits();
    // Until version 0.5 the window kept it.
    const QJsonObject old =
        section(QStringLiteral("window")).value(key(kDiscoverySection)).toObject();
    const QJsonObject chosen = section(key(kDiscoverySection));
    m_discoveryChoice.fromJson(chosen.isEmpty() ? old : chosen);
    const QJsonObject titles = object.value(key("networkTitles")).toObject();
    for (auto it = titles.begin(); it != titles.end(); ++it)
        m_devices.setNetworkTitle(it.key(), it.value().toString());
    const QJsonArray devices = object.value(key("devices")).toArray();
    for (const QJsonValue &value : devices) {
        if (std::optional<Device> device = deviceFromJson(value.toObject())) {
            if (const auto id = m_devices.restore(std::move(*device)))
                applyParameters(*m_devices.device(*id));
        }
    }
    const QJsonArray requests = object.value(key("requests")).toArray();
    for (const QJsonValue &value : requests) {
        if (const std::optional<RequestSpec> spec = requestFromJson(value.toObject()))
            m_history.saveAs(value.toObject().value(key("name")).toString(), *spec);
    }
    const QJsonObject firmware = object.value(key("firmware")).toObject();
    m_firmware.setSettings(firmwareSettingsFromJson(firmware.value(key("settings")).toObject()));
    const QString image = firmware.value(key("image")).toString();
    if (!image.isEmpty())
        m_firmware.setImage(image);
    const QJsonArray jobs = firmware.value(key("jobs")).toArray();
    for (const QJsonValue &value : jobs) {
        if (std::optional<FirmwareJob> job = firmwareJobFromJson(value.toObject()))
            m_firmware.restore(std::move(*job));
    }
    m_loading = false;
}

void Workspace::sayHistoryFault(const HistoryDatabase::Fault &fault)
{
    using Kind = HistoryDatabase::Fault::Kind;
    const NoticeKind kind = fault.kind == Kind::Damaged  ? NoticeKind::HistoryDamaged
                            : fault.kind == Kind::TooNew ? NoticeKind::HistoryTooNew
                                                         : NoticeKind::CannotSave;
    Q_EMIT noticeRaised(kind, fault.detail);
}

void Workspace::load()
{
    m_historyKeeper.load();
    const JsonFile::Loaded loaded = m_file.load();
    switch (loaded.status) {
    case JsonFile::LoadStatus::Loaded:
    case JsonFile::LoadStatus::Missing:
        break;
    case JsonFile::LoadStatus::PreviousLoaded:
        Q_EMIT noticeRaised(loaded.detail.isEmpty() ? NoticeKind::WorkspaceGone
                                                    : NoticeKind::WorkspaceFromPreviousCopy,
                            loaded.detail);
        break;
    case JsonFile::LoadStatus::DamagedSetAside:
        Q_EMIT noticeRaised(NoticeKind::WorkspaceDamaged, loaded.detail);
        break;
    case JsonFile::LoadStatus::Unreadable:
        m_mayWrite = false;
        Q_EMIT noticeRaised(NoticeKind::CannotSave, loaded.detail);
        return;
    }
    if (loaded.object.value(key("version")).toInt(kWorkspaceFormatVersion) >
        kWorkspaceFormatVersion) {
        m_mayWrite = false;
        Q_EMIT noticeRaised(NoticeKind::WorkspaceTooNew, m_file.path());
        return;
    }
    restore(loaded.object);
    // Only the copy is left: soon there are two again.
    if (loaded.status == JsonFile::LoadStatus::PreviousLoaded)
        markUnsaved();
    for (auto it = m_sections.begin(); it != m_sections.end(); ++it)
        Q_EMIT sectionChanged(it.key());
}

bool Workspace::save()
{
    if (!m_mayWrite)
        return false;
    if (m_saving.valid())
        noteSaved(m_saving.get());
    return noteSaved(m_file.save(toJson()));
}

bool Workspace::noteSaved(const Result<void, JsonFile::SaveError> &saved)
{
    if (!saved) {
        // It stays unsaved and is tried again; said once, not with each attempt.
        markUnsaved();
        const bool first = !m_saveFailedAt;
        m_saveFailedAt = m_clock();
        if (first)
            Q_EMIT noticeRaised(NoticeKind::CannotSave,
                                saved.error().path + QStringLiteral(": ") + saved.error().reason);
        return false;
    }
    m_unsavedSince.reset();
    m_saveFailedAt.reset();
    return true;
}

bool Workspace::isLarge() const
{
    std::size_t links = 0;
    for (const Device &device : m_devices.devices())
        links += 1 + device.links.size();
    return links > kSaveBesideLinks;
}

void Workspace::saveBeside()
{
    if (!m_mayWrite)
        return;
    m_unsavedSince.reset(); // what changes from now on is not in it
    m_saving = std::async(std::launch::async,
                          [file = m_file, made = snapshot()] { return file.save(made()); });
}

void Workspace::tick(WallTime now)
{
    repeatWhenDue(now);
    m_feed.tick(now);
    m_historyKeeper.tick(now);
    if (m_saving.valid()) {
        if (m_saving.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            return;
        const std::optional<WallTime> since = m_unsavedSince;
        if (noteSaved(m_saving.get()))
            m_unsavedSince = since; // what changed meanwhile
    }
    if (!isTimeToSave(now))
        return;
    if (isLarge())
        saveBeside();
    else
        save();
}

} // namespace copper
