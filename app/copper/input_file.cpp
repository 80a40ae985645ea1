// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/input_file.h"

#include "app/copper/terminal_text.h"
#include "core/storage/secret_file.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace copper::cli {

namespace {

Complaint tooLarge(const QString &path, std::uint64_t mostBytes)
{
    Complaint complaint = badInputFile(
        path, QStringLiteral("it is larger than %1, the most that fits").arg(sizeText(mostBytes)));
    complaint.kind = QStringLiteral("too-large");
    complaint.hint = QStringLiteral("2^20 blocks is CoAP's limit: take a larger --block-size, at "
                                    "most 1024, or a smaller file.");
    return complaint;
}

} // namespace

std::optional<Complaint> checkInputFile(const QString &path, std::uint64_t mostBytes)
{
    const QFileInfo info(path);
    if (!info.exists())
        return badInputFile(path, QStringLiteral("it does not exist"));
    if (info.isDir())
        return badInputFile(path, QStringLiteral("it is a folder"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return badInputFile(path, file.errorString());
    if (info.size() == 0) {
        Complaint empty = badInputFile(path, QStringLiteral("it is empty"));
        empty.hint = QStringLiteral("Is it the right file?");
        return empty;
    }
    if (static_cast<std::uint64_t>(info.size()) > mostBytes)
        return tooLarge(path, mostBytes);
    return std::nullopt;
}

Result<Bytes, Complaint> readInputFile(const QString &path, std::uint64_t mostBytes)
{
    QFile file;
    const bool standardInput = path == QLatin1String("-");
    if (standardInput) {
        if (!file.open(stdin, QIODevice::ReadOnly))
            return failure(badInputFile(QStringLiteral("standard input"), file.errorString()));
    } else {
        if (auto complaint = checkInputFile(path, mostBytes))
            return failure(std::move(*complaint));
        file.setFileName(path);
        if (!file.open(QIODevice::ReadOnly))
            return failure(badInputFile(path, file.errorString()));
    }
    Bytes content;
    while (content.size() <= mostBytes) {
        const QByteArray piece = file.read(1 << 16);
        if (piece.isEmpty())
            break;
        content.insert(content.end(), piece.begin(), piece.end());
    }
    if (content.size() > mostBytes)
        return failure(tooLarge(path, mostBytes));
    if (file.error() != QFileDevice::NoError)
        return failure(badInputFile(path, file.errorString()));
    return content;
}

Result<SecretBytes, Complaint> readSecretInput(const QString &path, std::uint64_t mostBytes)
{
    const bool standardInput = path == QLatin1String("-");
    if (!standardInput) {
        if (auto complaint = checkInputFile(path, UINT64_MAX))
            return failure(std::move(*complaint));
    }
    auto content = readSecretFile(path, mostBytes);
    if (!content)
        return failure(
            badInputFile(standardInput ? QStringLiteral("standard input") : path, content.error()));
    return std::move(*content);
}

} // namespace copper::cli
