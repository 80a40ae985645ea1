// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/pcap_file.h"

#include "core/base/version.h"
#include "core/capture/pcapng.h"

namespace copper::cli {

bool PcapFile::open(const QString &path)
{
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return false;
    write(pcapngHeader(std::string("Copperfield ") + kVersion));
    return m_file.flush() && !m_failed;
}

void PcapFile::add(const MessageRecord &record)
{
    CapturedDatagram captured;
    captured.unixMicros = record.at.unixMicros;
    captured.direction = record.direction == MessageRecord::Direction::Sent
                             ? CapturedDatagram::Direction::Sent
                             : CapturedDatagram::Direction::Received;
    captured.local = record.local;
    captured.peer = record.peer;
    captured.datagram = record.datagram;
    write(pcapngPacket(captured));
}

bool PcapFile::close()
{
    const bool flushed = m_file.flush();
    const QString error = m_file.errorString();
    m_file.close();
    return flushed && !m_failed;
}

void PcapFile::write(const Bytes &bytes)
{
    const auto size = static_cast<qint64>(bytes.size());
    if (m_file.write(reinterpret_cast<const char *>(bytes.data()), size) != size)
        m_failed = true;
}

} // namespace copper::cli
