// SPDX-License-Identifier: GPL-3.0-or-later
// What the programs read back from their own folder. The first byte chooses: settings with their
// checksum, settings as an edited file, a resume record, or one whose digests are right.
#include "core/domain/dashboard.h"
#include "core/domain/workspace.h"
#include "core/net/resume_record.h"
#include "core/storage/json_file.h"
#include "tests/fuzz/fuzz_target.h"

#include <QJsonDocument>

namespace copper::fuzz {

namespace {

class NoSession final : public SessionControl
{
public:
    JobId discover(const DiscoverySpec &) override { return {}; }
    JobId request(const RequestSpec &) override { return {}; }
    JobId observe(const RequestSpec &) override { return {}; }
    JobId ping(const RequestSpec &, unsigned) override { return {}; }
    JobId upload(const UploadSpec &) override { return {}; }
    JobId plugtest(const PlugtestSpec &) override { return {}; }
    JobId testHandshake(const HandshakeSpec &) override { return {}; }
    void pauseUpload(JobId) override {}
    void resumeUpload(JobId) override {}
    void cancel(JobId) override {}
    void setParameters(const QString &, const TransmissionParameters &) override {}
    void setCredentials(CredentialSnapshotPtr) override {}
    void endSecureSession(const SocketAddress &) override {}
    void resumeSecureSession(const SocketAddress &) override {}
    void setKeyLog(const QString &) override {}
    void setRecording(bool) override {}
};

QByteArrayView toQt(ByteView bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

QJsonObject keptAfter(const QJsonObject &object)
{
    NoSession session;
    Workspace workspace(session, {}, [] { return WallTime{}; });
    workspace.restore(object);
    return workspace.toJson();
}

void restore(QJsonObject object)
{
    // A path outside, which would be opened.
    QJsonObject firmware = object.value(QLatin1String("firmware")).toObject();
    firmware.remove(QLatin1String("image"));
    object.insert(QStringLiteral("firmware"), firmware);
    const QJsonObject kept = keptAfter(object);
    require(keptAfter(kept) == kept, "what is kept is read back as it was");
    const QJsonObject dashboards = object.value(QLatin1String("sections")).toObject();
    for (const QJsonValue &each : dashboards) {
        const QJsonObject dashboard = Dashboard::fromJson(each.toObject()).toJson();
        require(Dashboard::fromJson(dashboard).toJson() == dashboard, "a dashboard survives");
    }
}

void settings(ByteView bytes)
{
    const auto object = JsonFile::decode(toQt(bytes));
    if (!object)
        return;
    require(JsonFile::decode(JsonFile::encode(*object)) == object, "settings survive");
    restore(*object);
}

void editedSettings(ByteView bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(toQt(bytes).toByteArray());
    if (!document.isObject())
        return;
    require(JsonFile::decode(JsonFile::encode(document.object())).has_value(),
            "what is written can be read");
    restore(document.object());
}

void record(ByteView bytes)
{
    if (const auto state = ResumeRecord::decode(toQt(bytes)))
        require(ResumeRecord::decode(ResumeRecord::encode(*state)).has_value(),
                "a record survives");
}

// ResumeRecord's first 28 bytes around any numbers and description.
void soundRecord(ByteView bytes)
{
    Reader reader(bytes);
    Bytes progress = toOwned(reader.bytes(16));
    progress.resize(16);
    const ByteView description = reader.rest();
    const auto append = [&progress](std::uint64_t number, int size) {
        for (int i = 0; i < size; ++i)
            progress.push_back(
                static_cast<std::uint8_t>(number >> (8U * static_cast<unsigned>(i))));
    };
    append(description.size(), 4);
    Bytes checked = progress;
    checked.insert(checked.end(), description.begin(), description.end());
    append(digest64(checked), 8);
    progress.insert(progress.end(), description.begin(), description.end());
    record(progress);
}

} // namespace

void files(ByteView input)
{
    Reader reader(input);
    switch (reader.byte() % 4) {
    case 0:
        settings(reader.rest());
        break;
    case 1:
        editedSettings(reader.rest());
        break;
    case 2:
        record(reader.rest());
        break;
    default:
        soundRecord(reader.rest());
        break;
    }
}

} // namespace copper::fuzz
