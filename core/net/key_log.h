// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dtls/dtls_types.h"
#include "core/secrets/secret_bytes.h"

#include <QFile>
#include <QString>

namespace copper {

// "CLIENT_RANDOM <random> <master secret>" and a line end.
SecretBytes keyLogLine(const DtlsKeys &keys);

// The file that opens our sessions' records in Wireshark: a line "CLIENT_RANDOM <random> <master
// secret>" for each handshake (NSS key log format). Other programs may append to the same file.
// Failures are the system's words; nothing is written after one.
class KeyLog
{
public:
    // Made 0600; one that is there becomes so, as what is written next is ours.
    Result<void, QString> open(const QString &path);
    void close() { m_file.close(); }
    bool isOn() const { return m_file.isOpen(); }
    QString path() const { return m_file.fileName(); }
    Result<void, QString> add(const DtlsKeys &keys);

private:
    QFile m_file;
};

} // namespace copper
