// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/image_digest.h"

#include <QCryptographicHash>
#include <QFile>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace copper {

namespace {

constexpr qint64 kPieceBytes = 1 << 20;

QByteArray digestOf(const QString &path, const QPromise<QByteArray> &promise)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    while (!file.atEnd()) {
        if (promise.isCanceled())
            return {};
        const QByteArray piece = file.read(kPieceBytes);
        if (piece.isEmpty())
            return {};
        hash.addData(piece);
    }
    return hash.result();
}

} // namespace

QFuture<QByteArray> digestOfImage(const QString &path)
{
    const auto promise = std::make_shared<QPromise<QByteArray>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, path] {
        promise->addResult(digestOf(path, *promise));
        promise->finish();
    });
    return promise->future();
}

} // namespace copper
