// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"

#include <QFile>

namespace copper::cli {

// The trace of one run, written as it happens.
class PcapFile
{
public:
    // False when the file cannot be written; errorString() says why.
    bool open(const QString &path);
    void add(const MessageRecord &record);
    // False when something could not be written since open().
    bool close();
    QString path() const { return m_file.fileName(); }
    QString errorString() const { return m_file.errorString(); }

private:
    void write(const Bytes &bytes);
    QFile m_file;
    bool m_failed = false;
};

} // namespace copper::cli
