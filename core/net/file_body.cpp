// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/file_body.h"

#include "core/storage/durable_file.h"

#include <QFileInfo>

#include <algorithm>
#include <cstring>

namespace copper {

namespace {

constexpr qint64 kWindowBytes = 256 * 1024;
constexpr qsizetype kHeadBytes = 128;

QByteArrayView toQt(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

// --- FileSource ---

FileSource::Opened FileSource::open(const QString &path, bool emptyAllowed)
{
    const QFileInfo info(path);
    if (!info.exists())
        return {nullptr, OpenFault::Missing, {}};
    if (info.isDir())
        return {nullptr, OpenFault::NotAFile, {}};
    auto source = std::make_shared<FileSource>();
    source->m_file.setFileName(path);
    if (!source->m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {nullptr, OpenFault::Unreadable, source->m_file.errorString()};
    source->m_size = static_cast<std::uint64_t>(source->m_file.size());
    if (source->m_size == 0 && !emptyAllowed)
        return {nullptr, OpenFault::Empty, {}};
    return {std::move(source), OpenFault::Missing, {}};
}

bool FileSource::fillFrom(std::uint64_t offset)
{
    m_window.resize(kWindowBytes);
    if (!m_file.seek(static_cast<qint64>(offset)))
        return false;
    const qint64 got = m_file.read(m_window.data(), kWindowBytes);
    if (got <= 0)
        return false;
    m_window.resize(got);
    m_windowOffset = offset;
    return true;
}

Result<void, BodyFault> FileSource::read(std::uint64_t offset, MutableByteView out)
{
    std::size_t done = 0;
    while (done < out.size()) {
        const std::uint64_t at = offset + done;
        const std::uint64_t windowEnd =
            m_windowOffset + static_cast<std::uint64_t>(m_window.size());
        if (at < m_windowOffset || at >= windowEnd) {
            if (!fillFrom(at)) // it has become shorter since it was opened, or the disk fails
                return failure(BodyFault::Unreadable);
            continue;
        }
        const std::size_t n =
            std::min<std::size_t>(out.size() - done, static_cast<std::size_t>(windowEnd - at));
        std::memcpy(out.data() + done, m_window.constData() + (at - m_windowOffset), n);
        done += n;
    }
    return {};
}

// --- FileSink ---

FileSink::FileSink(const QString &path, std::uint64_t limit) : m_limit(limit)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isFile()) {
        m_plain = std::make_unique<QFile>(path);
        if (!m_plain->open(kWholeFile))
            m_openError = m_plain->errorString();
        return;
    }
    m_saved = std::make_unique<QSaveFile>(path);
    if (!m_saved->open(kWholeFile))
        m_openError = m_saved->errorString();
}

Result<void, BodyFault> FileSink::write(std::uint64_t, ByteView bytes)
{
    if (m_written + bytes.size() > m_limit)
        return failure(BodyFault::TooLarge);
    QFileDevice *device = m_saved ? static_cast<QFileDevice *>(m_saved.get())
                                  : static_cast<QFileDevice *>(m_plain.get());
    if (!writeAll(*device, toQt(bytes)))
        return failure(BodyFault::Unwritable);
    m_written += bytes.size();
    return {};
}

void FileSink::restart()
{
    m_written = 0;
    if (m_saved && !(m_saved->seek(0) && m_saved->resize(0)))
        m_saved->cancelWriting(); // what is left of the first attempt must not end the second
}

bool FileSink::commit()
{
    if (m_saved) {
        const auto saved = commitDurably(*m_saved);
        if (!saved)
            m_commitError = saved.error();
        return saved.has_value();
    }
    return m_plain->flush() && m_plain->error() == QFileDevice::NoError;
}

QString FileSink::errorString() const
{
    for (const QString &error : {m_openError, m_commitError}) {
        if (!error.isEmpty())
            return error;
    }
    return m_saved ? m_saved->errorString() : m_plain->errorString();
}

// --- HashingSink ---

Result<void, BodyFault> HashingSink::write(std::uint64_t, ByteView bytes)
{
    if (m_size + bytes.size() > m_limit)
        return failure(BodyFault::TooLarge);
    m_size += bytes.size();
    m_hash.addData(toQt(bytes));
    if (m_head.size() < kHeadBytes)
        m_head.append(toQt(bytes).first(
            std::min<qsizetype>(kHeadBytes - m_head.size(), static_cast<qsizetype>(bytes.size()))));
    return {};
}

void HashingSink::restart()
{
    m_hash.reset();
    m_head.clear();
    m_size = 0;
}

std::optional<QByteArray> sha256OfFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!hash.addData(&file))
        return std::nullopt;
    return hash.result();
}

} // namespace copper
