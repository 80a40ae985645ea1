// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <QByteArray>
#include <QByteArrayView>
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

// One record a target, a file in `folder`. Its first 28 bytes change with every block and are
// overwritten in place, so that a killed program leaves the newest number behind without a disk
// flush for each block; behind them stands JSON that says what is sent. A digest in the first part
// covers both: a number never goes with another image's description.
class ResumeRecord
{
public:
    static constexpr qint64 kMaxBytes = 64 << 10; // larger is damaged

    ResumeRecord(const QString &folder, const QString &uri);

    struct Loaded
    {
        std::optional<ResumeState> state;
        QString aside; // where a damaged record was put; it counts as none
    };
    Loaded load() const;
    // False when the folder cannot be written; the upload goes on without a record.
    bool begin(const ResumeState &state);
    // False when the number of before may still stand there, or the record is damaged.
    bool advance(std::uint32_t nextBlock, std::uint32_t blockSize, std::int64_t nowUnixMs);
    void remove();

    // What load() does with the bytes; nothing when a single one is another.
    static std::optional<ResumeState> decode(QByteArrayView bytes);
    static QByteArray encode(const ResumeState &state);

private:
    QString m_path;
    QFile m_file;
    QByteArray m_description;
};

} // namespace copper
