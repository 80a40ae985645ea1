// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"

#include <QFile>

namespace copper::cli {

// The trace of one run, written as it happens: a killed program leaves every message it had
// traced. Where a message cannot be written the trace ends at the one before, as a whole file.
class PcapFile
{
public:
    // False when the file cannot be written; errorString() says why.
    bool open(const QString &path);
    void add(const MessageRecord &record);
    // False when something could not be written since open().
    bool close();
    QString path() const { return m_file.fileName(); }
    QString errorString() const { return m_error; }

private:
    void write(ByteView bytes);
    QFile m_file;
    qint64 m_whole = 0; // bytes of whole blocks
    QString m_error;    // of the first failure, after which nothing is written
};

} // namespace copper::cli
