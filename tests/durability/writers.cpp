// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/durability/writers.h"

#include "core/base/version.h"
#include "core/capture/pcapng.h"
#include "core/domain/packet_export.h"
#include "core/domain/workspace.h"
#include "core/net/file_body.h"
#include "core/net/resume_record.h"
#include "core/storage/durable_file.h"
#include "core/storage/history_database.h"
#include "core/storage/json_file.h"
#include "tests/support/fake_session.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRegularExpression>

#include <array>

namespace copper::test {

namespace {

QString pathIn(const QString &folder, const char *name)
{
    return folder + QLatin1Char('/') + QLatin1String(name);
}

Generation nothing(const QString &detail = {})
{
    return {Generation::State::Nothing, 0, detail};
}

Generation whole(int number)
{
    return {Generation::State::Whole, number, {}};
}

Generation mixed(const QString &detail)
{
    return {Generation::State::Mixed, 0, detail};
}

// The content of a generation: 40 lines that all say which it is.
QByteArray textOf(int generation)
{
    QByteArray text;
    for (int line = 0; line < 40; ++line)
        text += "generation " + QByteArray::number(generation) + ", line " +
                QByteArray::number(line) + QByteArray(generation % 50, '.') + '\n';
    return text;
}

int generationNamedIn(const QByteArray &bytes)
{
    static const QRegularExpression pattern(QStringLiteral("generation (\\d+)"));
    return pattern.match(QString::fromLatin1(bytes)).captured(1).toInt();
}

// Of a file that is read back by its user: every byte counts.
template <class Expected>
Generation generationOf(const QString &path, const Expected &expected)
{
    QFile file(path);
    if (!file.exists())
        return nothing();
    if (!file.open(QIODevice::ReadOnly))
        return mixed(file.errorString());
    const QByteArray bytes = file.readAll();
    const int number = generationNamedIn(bytes);
    return bytes == expected(number) ? whole(number)
                                     : mixed(QStringLiteral("%1 bytes").arg(bytes.size()));
}

// The settings file by itself.
class SettingsWriter final : public Writer
{
public:
    QString name() const override { return QStringLiteral("settings"); }
    Result<void, QString> save(const QString &folder, int generation) override
    {
        const auto saved = JsonFile(pathIn(folder, "settings.json")).save(objectOf(generation));
        if (!saved)
            return failure(saved.error().reason);
        return {};
    }
    Generation load(const QString &folder) override
    {
        const JsonFile::Loaded loaded = JsonFile(pathIn(folder, "settings.json")).load();
        switch (loaded.status) {
        case JsonFile::LoadStatus::Loaded:
        case JsonFile::LoadStatus::PreviousLoaded:
            break;
        case JsonFile::LoadStatus::Missing:
            return nothing();
        case JsonFile::LoadStatus::DamagedSetAside:
            return {Generation::State::Aside, 0, loaded.detail};
        case JsonFile::LoadStatus::Unreadable:
            return mixed(loaded.detail);
        }
        const int number = loaded.object.value(QLatin1String("n")).toInt();
        // Values, as the program reads them: a member it does not know is passed over.
        return loaded.object.value(QLatin1String("text")) ==
                       objectOf(number).value(QLatin1String("text"))
                   ? whole(number)
                   : mixed(QStringLiteral("object"));
    }

private:
    static QJsonObject objectOf(int generation)
    {
        return {{QStringLiteral("n"), generation},
                {QStringLiteral("text"), QString::fromLatin1(textOf(generation))}};
    }
};

// What the window keeps: devices, requests, firmware settings, layout.
class WorkspaceWriter final : public Writer
{
public:
    QString name() const override { return QStringLiteral("workspace"); }
    Result<void, QString> save(const QString &folder, int generation) override
    {
        FakeSession session;
        FakeClock clock;
        Workspace workspace(session, pathIn(folder, "workspace.json"), clock.asFunction());
        QString trouble;
        QObject::connect(&workspace, &Workspace::noticeRaised,
                         [&](Workspace::NoticeKind, const QString &detail) { trouble = detail; });
        for (std::size_t i = 0; i < kDevices; ++i)
            (void)workspace.devices().addManually(QStringLiteral("coap://10.0.0.%1").arg(i + 1),
                                                  nameOf(generation));
        workspace.setSection(QStringLiteral("layout"), {{QStringLiteral("n"), generation}});
        if (!workspace.save())
            return failure(trouble);
        return {};
    }
    Generation load(const QString &folder) override
    {
        FakeSession session;
        FakeClock clock;
        Workspace workspace(session, pathIn(folder, "workspace.json"), clock.asFunction());
        std::vector<std::pair<Workspace::NoticeKind, QString>> notices;
        QObject::connect(&workspace, &Workspace::noticeRaised,
                         [&](Workspace::NoticeKind kind, const QString &detail) {
                             notices.emplace_back(kind, detail);
                         });
        workspace.load();
        const int number =
            workspace.section(QStringLiteral("layout")).value(QLatin1String("n")).toInt();
        const auto &devices = workspace.devices().devices();
        if (number == 0 && devices.empty()) {
            if (notices.empty())
                return nothing();
            if (notices.front().first == Workspace::NoticeKind::WorkspaceDamaged)
                return {Generation::State::Aside, 0, notices.front().second};
        }
        for (const Device &device : devices) {
            if (device.givenName != nameOf(number))
                return mixed(device.givenName);
        }
        return devices.size() == kDevices ? whole(number) : mixed(QString::number(devices.size()));
    }

private:
    static constexpr std::size_t kDevices = 3;
    static QString nameOf(int generation)
    {
        return QStringLiteral("board of generation %1").arg(generation);
    }
};

// The requests of before: a few rows that are written together.
class HistoryWriter final : public Writer
{
public:
    QString name() const override { return QStringLiteral("history"); }
    Result<void, QString> save(const QString &folder, int generation) override
    {
        std::vector<HistoryEntry> entries;
        for (std::uint64_t id = 1; id <= kRows; ++id) {
            HistoryEntry entry;
            entry.id = id;
            entry.spec.uri = QStringLiteral("coap://10.0.0.1/%1").arg(generation);
            entry.response =
                contentResponse(JobId{id}, entry.spec.uri, textOf(generation).constData(), 0, {});
            entries.push_back(entry);
        }
        const auto written = HistoryDatabase(pathIn(folder, "history.db")).write(entries, {});
        if (!written)
            return failure(written.error().detail);
        return {};
    }
    Generation load(const QString &folder) override
    {
        const auto loaded = HistoryDatabase(pathIn(folder, "history.db")).load({});
        if (!loaded)
            return loaded.error().kind == HistoryDatabase::Fault::Kind::Damaged
                       ? Generation{Generation::State::Aside, 0, loaded.error().detail}
                       : mixed(loaded.error().detail);
        if (loaded->empty())
            return nothing();
        const int number = loaded->front().spec.uri.section(QLatin1Char('/'), -1).toInt();
        for (const HistoryEntry &entry : *loaded) {
            if (asText(*entry.response->payload) != textOf(number).toStdString())
                return mixed(entry.spec.uri);
        }
        return loaded->size() == kRows ? whole(number) : mixed(QString::number(loaded->size()));
    }

private:
    static constexpr std::uint64_t kRows = 3;
};

// How far an upload has come: a new image with every fourth generation, else the next block of it.
class RecordWriter final : public Writer
{
public:
    QString name() const override { return QStringLiteral("record"); }
    Result<void, QString> save(const QString &folder, int generation) override
    {
        const bool isBlock = m_record && generation < m_image + kBlocks;
        bool good = false;
        if (isBlock) {
            good = m_record->advance(static_cast<std::uint32_t>(generation), 1024, generation);
        } else {
            m_record = std::make_unique<ResumeRecord>(folder, uri());
            m_image = generation;
            good = m_record->begin(stateOf(generation));
        }
        if (!good)
            m_record.reset();
        return good ? Result<void, QString>{} : failure(QStringLiteral("not recorded"));
    }
    Generation load(const QString &folder) override
    {
        const ResumeRecord::Loaded loaded = ResumeRecord(folder, uri()).load();
        if (!loaded.aside.isEmpty())
            return {Generation::State::Aside, 0, loaded.aside};
        if (!loaded.state)
            return nothing();
        const ResumeState &state = *loaded.state;
        const int number = static_cast<int>(state.nextBlock);
        const int image = state.localAddress.section(QLatin1Char(':'), 1).toInt();
        const ResumeState expected = stateOf(image);
        if (number < image || number >= image + kBlocks || state.sha256 != expected.sha256 ||
            state.requestTag != expected.requestTag || state.lastAnswerUnixMs != number)
            return mixed(QStringLiteral("block %1 of image %2").arg(number).arg(image));
        return whole(number);
    }

private:
    static constexpr int kBlocks = 4;
    static QString uri() { return QStringLiteral("coap://127.0.0.1/firmware"); }
    static ResumeState stateOf(int image)
    {
        ResumeState state;
        state.uri = uri();
        state.method = QStringLiteral("PUT");
        state.localAddress = QStringLiteral("127.0.0.1:%1").arg(image);
        state.sha256 =
            QCryptographicHash::hash(QByteArray::number(image), QCryptographicHash::Sha256);
        state.requestTag = Bytes(4, static_cast<std::uint8_t>(image));
        state.nextBlock = static_cast<std::uint32_t>(image);
        state.lastAnswerUnixMs = image;
        return state;
    }
    std::unique_ptr<ResumeRecord> m_record;
    int m_image = 0;
};

// A body that comes block by block into a file, begun twice as after a changed ETag.
class BodyWriter final : public Writer
{
public:
    QString name() const override { return QStringLiteral("body"); }
    Result<void, QString> save(const QString &folder, int generation) override
    {
        FileSink sink(pathIn(folder, "body.bin"), 1U << 20U);
        if (!sink.openError().isEmpty())
            return failure(sink.openError());
        const QByteArray bytes = bodyOf(generation);
        if (!writeBlocks(sink, bodyOf(generation + 1).first(20'000)))
            return failure(sink.errorString());
        sink.restart();
        if (!writeBlocks(sink, bytes) || !sink.commit())
            return failure(sink.errorString());
        return {};
    }
    Generation load(const QString &folder) override
    {
        return generationOf(pathIn(folder, "body.bin"), bodyOf);
    }

private:
    static QByteArray bodyOf(int generation) { return textOf(generation).repeated(20); }
    static bool writeBlocks(FileSink &sink, const QByteArray &bytes)
    {
        for (qsizetype at = 0; at < bytes.size(); at += 1024) {
            const QByteArray block = bytes.mid(at, 1024);
            if (!sink.write(static_cast<std::uint64_t>(at),
                            asBytes({block.constData(), static_cast<std::size_t>(block.size())})))
                return false;
        }
        return true;
    }
};

// CSV, PNG and a saved payload: bytes that are all there when they are written.
class ExportWriter final : public Writer
{
public:
    QString name() const override { return QStringLiteral("export"); }
    Result<void, QString> save(const QString &folder, int generation) override
    {
        return saveWhole(pathIn(folder, "values.csv"), textOf(generation));
    }
    Generation load(const QString &folder) override
    {
        return generationOf(pathIn(folder, "values.csv"), textOf);
    }
};

// The packet list as pcapng.
class PacketsWriter final : public Writer
{
public:
    QString name() const override { return QStringLiteral("packets"); }
    Result<void, QString> save(const QString &folder, int generation) override
    {
        MessageLog log;
        log.append(recordsOf(generation));
        const auto saved =
            savePcapng(log, pathIn(folder, "packets.pcapng"), [](std::uint64_t) { return true; });
        if (!saved)
            return failure(saved.error());
        return {};
    }
    Generation load(const QString &folder) override
    {
        return generationOf(pathIn(folder, "packets.pcapng"), bytesOf);
    }

private:
    static std::vector<MessageRecord> recordsOf(int generation)
    {
        const Message message = responseMessage(
            code::kContent, MessageType::Confirmable, static_cast<std::uint16_t>(generation),
            "01020304", ("generation " + std::to_string(generation)).c_str());
        return std::vector<MessageRecord>(static_cast<std::size_t>(300 + generation % 7),
                                          recordOf(MessageRecord::Direction::Received,
                                                   socketAt("127.0.0.11"), message,
                                                   timeAt(generation)));
    }
    static QByteArray bytesOf(int generation)
    {
        Bytes bytes = pcapngHeader(std::string("Copperfield ") + kVersion);
        for (const MessageRecord &record : recordsOf(generation)) {
            CapturedDatagram captured;
            captured.unixMicros = record.at.unixMicros;
            captured.direction = CapturedDatagram::Direction::Received;
            captured.local = record.local;
            captured.peer = record.peer;
            captured.datagram = record.datagram;
            const Bytes packet = pcapngPacket(captured);
            bytes.insert(bytes.end(), packet.begin(), packet.end());
        }
        return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
    }
};

} // namespace

std::vector<std::unique_ptr<Writer>> makeWriters()
{
    std::vector<std::unique_ptr<Writer>> writers;
    writers.push_back(std::make_unique<SettingsWriter>());
    writers.push_back(std::make_unique<WorkspaceWriter>());
    writers.push_back(std::make_unique<HistoryWriter>());
    writers.push_back(std::make_unique<RecordWriter>());
    writers.push_back(std::make_unique<BodyWriter>());
    writers.push_back(std::make_unique<ExportWriter>());
    writers.push_back(std::make_unique<PacketsWriter>());
    return writers;
}

std::unique_ptr<Writer> makeWriter(const QString &name)
{
    for (auto &writer : makeWriters()) {
        if (writer->name() == name)
            return std::move(writer);
    }
    return nullptr;
}

} // namespace copper::test
