// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

namespace copper {

// A settings file that survives a crash: written beside and renamed, the version before kept as
// "NAME.previous". Used in one thread; small files only.
class JsonFile
{
public:
    static constexpr qint64 kMaxBytes = 32 << 20;
    static constexpr qsizetype kMaxAsideCopies = 100;

    enum class LoadStatus {
        Loaded,
        Missing,         // first start: an empty object
        PreviousLoaded,  // the file was damaged and is set aside; the copy before it was read
        DamagedSetAside, // neither could be read; an empty object
        Unreadable,      // permission, or larger than kMaxBytes; left alone, an empty object
    };
    struct Loaded
    {
        LoadStatus status = LoadStatus::Missing;
        QJsonObject object;
        QString detail; // path of the file set aside, or the system's reason
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

private:
    QString setAside() const;
    QString m_path;
};

} // namespace copper
