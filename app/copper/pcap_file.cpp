// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/pcap_file.h"

#include "core/domain/packet_export.h"
#include "core/storage/durable_file.h"

namespace copper::cli {

bool PcapFile::open(const QString &path)
{
    m_file.setFileName(path);
    if (!m_file.open(kWholeFile | QIODevice::Truncate)) {
        m_error = m_file.errorString();
        return false;
    }
    write(captureHeader());
    return m_error.isEmpty();
}

void PcapFile::add(const MessageRecord &record)
{
    switch (record.layer) {
    case MessageRecord::Layer::Clear:
    case MessageRecord::Layer::Record:
        write(capturePacket(record, record.datagram));
        return;
    case MessageRecord::Layer::Secure: // was not on the wire
        return;
    case MessageRecord::Layer::Keys:
        write(captureKeys(record.keys->view()).view());
        return;
    }
}

bool PcapFile::close()
{
    m_file.close();
    if (m_error.isEmpty() && m_file.error() != QFileDevice::NoError)
        m_error = m_file.errorString();
    return m_error.isEmpty();
}

void PcapFile::write(ByteView bytes)
{
    if (!m_error.isEmpty())
        return;
    const auto size = static_cast<qsizetype>(bytes.size());
    if (writeAll(m_file, {reinterpret_cast<const char *>(bytes.data()), size})) {
        m_whole += size;
        return;
    }
    m_error = m_file.errorString();
    // A block that is cut would make readers refuse what follows; a device cannot be cut back.
    if (!m_file.isSequential())
        m_file.resize(m_whole);
}

} // namespace copper::cli
