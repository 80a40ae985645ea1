// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/body.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QFile>
#include <QSaveFile>
#include <QString>

#include <memory>
#include <optional>

namespace copper {

// A file sent block by block, read in pieces of 256 KiB.
class FileSource final : public BodySource
{
public:
    enum class OpenFault { Missing, Unreadable, NotAFile, Empty };
    struct Opened
    {
        std::shared_ptr<FileSource> source; // null on a fault
        OpenFault fault = OpenFault::Missing;
        QString systemText;
    };
    static Opened open(const QString &path, bool emptyAllowed);

    std::uint64_t size() const override { return m_size; }
    Result<void, BodyFault> read(std::uint64_t offset, MutableByteView out) override;

private:
    bool fillFrom(std::uint64_t offset);
    QFile m_file;
    std::uint64_t m_size = 0;
    QByteArray m_window;
    std::uint64_t m_windowOffset = 0;
};

// A body received into a file. A regular file is replaced only when the whole body has arrived;
// anything else (a device, a pipe) is written as it comes.
class FileSink final : public BodySink
{
public:
    explicit FileSink(const QString &path, std::uint64_t limit);
    // Empty when the file can be written.
    QString openError() const { return m_openError; }
    Result<void, BodyFault> write(std::uint64_t offset, ByteView bytes) override;
    void restart() override;
    // False with the reason in errorString() when the bytes did not reach the disk.
    bool commit();
    QString errorString() const;

private:
    std::unique_ptr<QSaveFile> m_saved;
    std::unique_ptr<QFile> m_plain;
    std::uint64_t m_limit;
    std::uint64_t m_written = 0;
    QString m_openError;
    QString m_commitError;
};

// Keeps no more than the digest of a body and its first bytes.
class HashingSink final : public BodySink
{
public:
    explicit HashingSink(std::uint64_t limit) : m_limit(limit) {}
    Result<void, BodyFault> write(std::uint64_t offset, ByteView bytes) override;
    void restart() override;
    QByteArray sha256() const { return m_hash.result(); }
    const QByteArray &head() const { return m_head; } // at most 128 bytes
    std::uint64_t size() const { return m_size; }

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    QByteArray m_head;
    std::uint64_t m_size = 0;
    std::uint64_t m_limit;
};

// The file's SHA-256; nothing when it cannot be read to the end. Slow: call it off the net thread.
std::optional<QByteArray> sha256OfFile(const QString &path);

} // namespace copper
