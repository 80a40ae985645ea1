// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_control.h"
#include "core/domain/wall_clock.h"

#include <map>
#include <vector>

namespace copper::test {

// A session without a network: remembers what it was asked and answers nothing by itself. Tests
// make the events and hand them to SessionFeed::take.
class FakeSession : public SessionControl
{
public:
    JobId discover(const DiscoverySpec &spec) override;
    JobId request(const RequestSpec &spec) override;
    JobId observe(const RequestSpec &spec) override;
    JobId ping(const RequestSpec &spec, unsigned count) override;
    JobId upload(const UploadSpec &spec) override;
    JobId plugtest(const PlugtestSpec &spec) override;
    JobId testHandshake(const HandshakeSpec &spec) override;
    void pauseUpload(JobId job) override { paused.push_back(job); }
    void resumeUpload(JobId job) override { resumed.push_back(job); }
    void cancel(JobId job) override { cancelled.push_back(job); }
    void setParameters(const QString &endpoint, const TransmissionParameters &p) override;
    void setCredentials(CredentialSnapshotPtr given) override { credentials = std::move(given); }
    void endSecureSession(const SocketAddress &peer) override { endedSessions.push_back(peer); }
    void resumeSecureSession(const SocketAddress &peer) override
    {
        resumedSessions.push_back(peer);
    }
    void setKeyLog(const QString &path) override { keyLog = path; }
    void setRecording(bool on) override { recording = on; }

    JobId lastJob() const { return JobId{m_nextJob - 1}; }

    std::vector<std::pair<JobId, DiscoverySpec>> discoveries;
    std::vector<std::pair<JobId, RequestSpec>> requests;
    std::vector<std::pair<JobId, RequestSpec>> observations;
    std::vector<std::pair<JobId, RequestSpec>> pings;
    std::vector<std::pair<JobId, UploadSpec>> uploads;
    std::vector<std::pair<JobId, PlugtestSpec>> plugtests;
    std::vector<std::pair<JobId, HandshakeSpec>> handshakes;
    CredentialSnapshotPtr credentials;
    std::vector<SocketAddress> endedSessions, resumedSessions;
    QString keyLog;
    std::vector<JobId> paused, resumed, cancelled;
    std::map<QString, TransmissionParameters> parameters;
    bool recording = true;

private:
    JobId next() { return JobId{m_nextJob++}; }
    std::uint64_t m_nextJob = 1;
};

// 2026-05-12 14:02:11 UTC plus `seconds`.
WallTime timeAt(double seconds);

// A clock that stands still until it is set.
class FakeClock
{
public:
    WallClock asFunction()
    {
        return [this] {
            return m_now;
        };
    }
    void set(WallTime now) { m_now = now; }
    void advance(double seconds) { m_now = plusSeconds(m_now, seconds); }
    WallTime now() const { return m_now; }

private:
    WallTime m_now = timeAt(0);
};

// An IP literal and a port; ends the test program when it is none.
SocketAddress socketAt(const char *ip, std::uint16_t port = 5683);

// Up, with an address; "lo" is the loopback.
InterfaceInfo interfaceNamed(const char *name);
EventBatchPtr batchOf(std::vector<SessionEvent> events, std::vector<MessageRecord> messages = {});

// An answer as the net thread reports it.
ResponseArrived contentResponse(JobId job, const QString &uri, const char *payload,
                                std::optional<std::uint32_t> contentFormat, WallTime at,
                                SocketAddress peer = {});
ResourceLink linkTo(const QString &path, bool observable = false, const QString &rt = {});
DeviceFound foundDevice(const char *ip, const QString &name, std::vector<ResourceLink> links,
                        WallTime at, const QString &network = QStringLiteral("lo"));
// A datagram sent or received.
MessageRecord recordOf(MessageRecord::Direction direction, const SocketAddress &peer,
                       const Message &message, WallTime at,
                       MessageRecord::Mark mark = MessageRecord::Mark::None);
// DTLS records as they were on the wire; `message` is the CoAP message that was in the last one.
MessageRecord wireOf(MessageRecord::Direction direction, const SocketAddress &peer, Bytes datagram,
                     WallTime at, const Message *message = nullptr);
// Six datagrams of a handshake of ours with the identity "demo", begun at `at` seconds.
std::vector<MessageRecord> handshakeWith(const SocketAddress &peer, double at,
                                         std::uint8_t random = 1);
// A request and its answer in the session that stands: epoch 1, two records.
std::vector<MessageRecord> secureExchange(const SocketAddress &peer, const char *path,
                                          std::uint16_t mid, double at);
// A request with Uri-Path options; token from hex.
Message requestMessage(Code method, const char *path, std::uint16_t mid, const char *tokenHex,
                       MessageType type = MessageType::Confirmable);
Message emptyMessage(MessageType type, std::uint16_t mid);
Message responseMessage(Code code, MessageType type, std::uint16_t mid, const char *tokenHex,
                        const char *payload = "");

} // namespace copper::test
