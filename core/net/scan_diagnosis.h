// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/scan_events.h"
#include "core/net/asked_group.h"
#include "core/net/udp_socket.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace copper {

// Finds out, on this computer, why a scan by multicast heard nothing: joins each group, sends a
// datagram to it and waits whether it comes back. It has hop limit 0 and a port of our own, so no
// other host sees it. What keeps it away from us, a packet filter, keeps answers away too. Net
// thread; bounded by kWait_ms and kMaxProbes.
class ScanDiagnosis final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kWait_ms = 300;
    static constexpr std::size_t kMaxProbes = 64;

    ScanDiagnosis(UdpSocket::Backend backend, QObject *parent = nullptr);
    ~ScanDiagnosis() override;

    // `done` gets what was found, in the order of ScanFinding; empty: nothing is wrong here.
    void start(const std::vector<AskedGroup> &groups,
               std::function<void(std::vector<ScanReason>)> done);

private:
    class Probe;
    void conclude();
    UdpSocket::Backend m_backend;
    std::vector<std::unique_ptr<Probe>> m_probes;
    std::function<void(std::vector<ScanReason>)> m_done;
    QTimer m_wait;
};

} // namespace copper
