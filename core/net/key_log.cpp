// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/key_log.h"

#include <QFileInfo>

#include <string_view>

namespace copper {

namespace {

constexpr auto kOwner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

// Into memory that is wiped: what a std::string leaves behind is not.
SecretBytes keyLogLine(const DtlsKeys &keys)
{
    constexpr std::string_view kLabel = "CLIENT_RANDOM ";
    constexpr std::string_view kDigits = "0123456789abcdef";
    SecretBytes line(kLabel.size() + 2 * keys.clientRandom.size() + 1 +
                     2 * keys.masterSecret.size() + 1);
    std::uint8_t *out = line.mutableView().data();
    for (const char letter : kLabel)
        *out++ = static_cast<std::uint8_t>(letter);
    const auto addHex = [&out, kDigits](ByteView bytes) {
        for (const std::uint8_t byte : bytes) {
            *out++ = static_cast<std::uint8_t>(kDigits[byte >> 4U]);
            *out++ = static_cast<std::uint8_t>(kDigits[byte & 15U]);
        }
    };
    addHex(keys.clientRandom);
    *out++ = ' ';
    addHex(keys.masterSecret);
    *out = '\n';
    return line;
}

Result<void, QString> KeyLog::open(const QString &path)
{
    m_file.close();
    m_file.setFileName(path);
    // Unbuffered: each line is whole in the file, and stands in no other memory.
    const QFileInfo before(path);
    const bool device = before.exists() && !before.isFile(); // a pipe cannot be appended to
    const auto mode = QIODevice::WriteOnly | QIODevice::Unbuffered |
                      (device ? QIODevice::OpenMode() : QIODevice::Append);
    if (!m_file.open(mode, kOwner))
        return failure(m_file.errorString());
    if (!device && !m_file.setPermissions(kOwner)) {
        const QString reason = m_file.errorString();
        m_file.close();
        return failure(reason);
    }
    return {};
}

Result<void, QString> KeyLog::add(const DtlsKeys &keys)
{
    const SecretBytes line = keyLogLine(keys);
    const auto size = static_cast<qint64>(line.size());
    if (m_file.write(reinterpret_cast<const char *>(line.view().data()), size) == size)
        return {};
    const QString reason = m_file.errorString();
    m_file.close();
    return failure(reason);
}

} // namespace copper
