// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/messages.h"
#include "app/copper/progress_board.h"
#include "core/capture/dtls_record.h"
#include "core/coap/dissection.h"
#include "core/credentials/credential_store.h"
#include "core/domain/collection_run.h"
#include "core/domain/session_events.h"

#include <QIODevice>
#include <QJsonObject>

#include <functional>

namespace copper::cli {

struct PrinterConfig
{
    bool json = false;
    bool verbose = false;
    bool outIsTerminal = false; // then payloads are escaped
    bool errIsTerminal = false; // then progress is drawn as bars
    int errColumns = 80;
};

// Everything the program prints. Payloads and what was asked for go to `out`, all else to `err`;
// with JSON `out` is one object per event and nothing else. Flushes after each event.
class Printer
{
public:
    Printer(PrinterConfig config, QIODevice &out, QIODevice &err,
            std::function<WallTime()> wallClock);

    void response(const ResponseArrived &response);
    void notification(const ResponseArrived &response);
    void observation(const ObservationStatus &status);
    void device(const DeviceFound &device);
    void discoveryFinished(const DiscoveryFinished &finished);
    void pong(const PongArrived &pong);
    void progress(const UploadProgress &progress);
    // Why it begins at block 0 though it was to go on; nothing when it does go on.
    void resumed(const QString &uri, ResumeOutcome outcome);
    void flashed(const UploadFinished &finished);
    // One test of the ETSI list, and the end of the run.
    void plugtest(const PlugtestJudged &judged);
    void plugtestSummary(const PlugtestEnded &ended);
    // One step of a collection, and the end of the run.
    void step(const StepResult &result);
    void runSummary(const CollectionRun &run, const QString &name);
    void dissection(const Dissection &dissection, ByteView datagram);
    // Only when verbose; of a datagram of DTLS records each one.
    void message(const MessageRecord &record);
    void complaint(const Complaint &complaint);
    // A line to `err` that is no error.
    void note(const QString &text);
    void sessionRenewed(const SecureSessionRenewed &renewed);
    void credential(const Credential &credential);
    void credentialRemoved(const Credential &credential);
    void credentialsExported(const QString &path, std::size_t count);
    void credentialsImported(const QString &path, const CredentialStore::Imported &imported);
    void handshakeStep(const HandshakeStepped &step);
    void handshakeTested(const HandshakeTested &tested);
    void text(const QString &text); // help, version
    void transferEnded(JobId job) { m_board.remove(job); }

    bool isJson() const { return m_config.json; }
    // Standard output could not be written: a full disk, a closed pipe.
    bool outputFailed() const { return m_outputFailed; }
    QString outputError() const { return m_outputError; }

private:
    void coapMessage(const MessageRecord &record, const DtlsRecord *around);
    void records(const MessageRecord &datagram);
    void event(const QString &name, QJsonObject object, WallTime at);
    void line(const QString &text);      // to err
    void outLine(const QString &text);   // to out
    void write(const QByteArray &bytes); // to out
    void writePayload(ByteView payload, bool endLine);
    QString responseLine(const ResponseArrived &response) const;
    void printOptions(const ResponseArrived &response);

    PrinterConfig m_config;
    QIODevice &m_out;
    QIODevice &m_err;
    std::function<WallTime()> m_wallClock;
    ProgressBoard m_board;
    bool m_outputFailed = false;
    QString m_outputError;
};

} // namespace copper::cli
