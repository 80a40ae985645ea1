// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/vectors.h"

#include <QFile>
#include <QJsonDocument>

namespace copper::test {

QString sourceFolder()
{
    return QStringLiteral(COPPER_SOURCE_DIR);
}

QString programFolder()
{
    return QStringLiteral(COPPER_BIN_DIR);
}

QJsonObject loadVectors(const QString &fileName)
{
    QFile file(sourceFolder() + QStringLiteral("/tests/vectors/") + fileName);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot open vectors: %s", qPrintable(file.fileName()));
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject())
        qFatal("not JSON: %s: %s", qPrintable(file.fileName()), qPrintable(error.errorString()));
    return document.object();
}

Bytes bytesFromHex(const QString &hex)
{
    const std::optional<Bytes> bytes = fromHex(hex.toStdString());
    if (!bytes)
        qFatal("not hex: %s", qPrintable(hex));
    return *bytes;
}

} // namespace copper::test
