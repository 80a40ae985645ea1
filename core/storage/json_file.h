// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace copper {

// A settings file that survives a crash: written beside and renamed, the version before kept as
// "NAME.previous". A digest of the content makes a flipped byte be seen, which in JSON mostly
// leaves valid JSON; it is the member "checksum" of the file, not of the object. A file without
// it, of an earlier version or edited by hand, is read as it is. Used in one thread; small files
// only.
class JsonFile
{
public:
    static constexpr qint64 kMaxBytes = 32 << 20;

    enum class LoadStatus {
        Loaded,
        Missing,         // first start: an empty object
        PreviousLoaded,  // the file is damaged and set aside, or gone; the copy before it was read
        DamagedSetAside, // neither could be read; an empty object
        Unreadable,      // permission, the disk, larger than kMaxBytes; left alone, an empty object
    };
    struct Loaded
    {
        LoadStatus status = LoadStatus::Missing;
        QJsonObject object;
        QString detail; // path of the file set aside, or the system's reason; empty: it is gone
    };
    struct SaveError
    {
        QString path;
        QString reason; // the system's words
    };

    // An empty path: load() gives Missing, save() does nothing.
    explicit JsonFile(QString path) : m_path(std::move(path)) {}

    const QString &path() const { return m_path; }
    Loaded load() const;
    Result<void, SaveError> save(const QJsonObject &object) const;

    // What load() and save() do with the bytes. Nothing where they are no JSON object or the
    // checksum is another.
    static std::optional<QJsonObject> decode(QByteArrayView bytes);
    static QByteArray encode(QJsonObject object);

private:
    Loaded loadPrevious(const QString &aside) const;
    QString m_path;
};

} // namespace copper
