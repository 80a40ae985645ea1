// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/scan_diagnosis.h"

#include <algorithm>
#include <array>
#include <optional>

namespace copper {

namespace {
constexpr std::array<std::uint8_t, 4> kNothing{}; // a port nobody else listens to gets it
} // namespace

class ScanDiagnosis::Probe final : public UdpSocketListener
{
public:
    explicit Probe(const AskedGroup &group) : m_group(group) {}

    void send(UdpSocket::Backend backend)
    {
        m_socket = UdpSocket::create(backend, *this);
        SocketAddress local;
        local.family = m_group.address.family;
        UdpOptions options;
        options.multicastHops = 0;
        if (const auto bound = m_socket->bind(local, options); !bound) {
            note(ScanFinding::JoinRefused, bound.error());
            return;
        }
        const auto joined =
            m_socket->joinGroup(m_group.address, m_group.address.zone, m_group.source);
        if (!joined) {
            note(ScanFinding::JoinRefused, joined.error());
            return;
        }
        SocketAddress to = m_group.address;
        to.port = m_socket->localAddress().port;
        std::optional<SocketAddress> source;
        if (m_group.source.isValid())
            source = m_group.source;
        if (const auto sent = m_socket->send(to, kNothing, source); !sent)
            note(ScanFinding::NoRoute, sent.error());
    }
    std::optional<ScanReason> reason() const
    {
        if (m_reason || m_cameBack)
            return m_reason;
        ScanReason reason{ScanFinding::FirewallLikely, m_group.interfaceName, groupText()};
        return reason;
    }
    bool isOver() const { return m_reason.has_value() || m_cameBack; }

    void datagramReceived(const ReceivedDatagram &datagram) override
    {
        m_cameBack = m_cameBack || std::equal(datagram.bytes.begin(), datagram.bytes.end(),
                                              kNothing.begin(), kNothing.end());
    }
    void peerUnreachable(const SocketAddress &) override {}
    void readFinished() override {}

private:
    QString groupText() const
    {
        SocketAddress bare = m_group.address;
        bare.zone = 0;
        return QString::fromStdString(ipLiteral(bare));
    }
    void note(ScanFinding finding, const SocketFailure &failed)
    {
        m_reason = ScanReason{finding, m_group.interfaceName,
                              groupText() + QStringLiteral(": ") + failed.text};
    }

    AskedGroup m_group;
    std::unique_ptr<UdpSocket> m_socket;
    std::optional<ScanReason> m_reason;
    bool m_cameBack = false;
};

ScanDiagnosis::ScanDiagnosis(UdpSocket::Backend backend, QObject *parent)
    : QObject(parent), m_backend(backend)
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(kWait_ms);
    connect(&m_wait, &QTimer::timeout, this, &ScanDiagnosis::conclude);
}

ScanDiagnosis::~ScanDiagnosis() = default;

void ScanDiagnosis::start(const std::vector<AskedGroup> &groups,
                          std::function<void(std::vector<ScanReason>)> done)
{
    m_done = std::move(done);
    m_probes.clear();
    for (const AskedGroup &group : groups) {
        if (m_probes.size() == kMaxProbes)
            break;
        m_probes.push_back(std::make_unique<Probe>(group));
        m_probes.back()->send(m_backend);
    }
    m_wait.start();
}

void ScanDiagnosis::conclude()
{
    std::vector<ScanReason> reasons;
    for (const auto &probe : m_probes) {
        if (const auto reason = probe->reason())
            reasons.push_back(*reason);
    }
    std::stable_sort(reasons.begin(), reasons.end(), [](const ScanReason &a, const ScanReason &b) {
        return a.finding < b.finding;
    });
    m_probes.clear();
    m_done(std::move(reasons));
}

} // namespace copper
