// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <cstdint>
#include <optional>

namespace copper {

// What is needed to go on with a half-sent body: a server knows it by our address and port.
struct ResumeState
{
    QString uri;
    QString method;
    QString localAddress; // ADDR:PORT it was sent from
    QByteArray sha256;    // of the image
    Bytes requestTag;
    std::uint32_t blockSize = 1024;
    std::uint32_t nextBlock = 0;
    std::int64_t lastAnswerUnixMs = 0;
};

// One record a target, in `folder`. The describing part is a JSON file written once (QSaveFile);
// the part that changes with every block is a second file of 28 bytes, overwritten in place, so
// that a killed program leaves the newest number behind without a disk flush for each block. A
// damaged record counts as none.
class ResumeRecord
{
public:
    ResumeRecord(const QString &folder, const QString &uri);
    std::optional<ResumeState> load() const;
    // False when the folder cannot be written; the upload goes on without a record.
    bool begin(const ResumeState &state);
    void advance(std::uint32_t nextBlock, std::uint32_t blockSize, std::int64_t nowUnixMs);
    void remove();

private:
    QString m_describingPath;
    QString m_progressPath;
    QFile m_progress;
};

} // namespace copper
