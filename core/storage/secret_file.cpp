// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/secret_file.h"

#include <QFile>

namespace copper {

Result<SecretBytes, QString> readSecretFile(const QString &path, std::size_t most)
{
    // A buffer of QFile's, or of stdio's, would keep a copy that nobody wipes.
    QFile file(path);
    const bool opened = path == QLatin1String("-")
                            ? file.open(0, QIODevice::ReadOnly | QIODevice::Unbuffered)
                            : file.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    if (!opened)
        return failure(file.errorString());
    SecretBytes room(most + 1);
    std::size_t size = 0;
    while (size <= most) {
        const qint64 got = file.read(reinterpret_cast<char *>(room.mutableView().data()) + size,
                                     static_cast<qint64>(room.size() - size));
        if (got < 0)
            return failure(file.errorString());
        if (got == 0)
            break;
        size += static_cast<std::size_t>(got);
    }
    if (size > most)
        return failure(QStringLiteral("it is larger than %1 bytes").arg(most));
    return SecretBytes::copyOf(room.view().first(size));
}

} // namespace copper
