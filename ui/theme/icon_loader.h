// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QHash>
#include <QPixmap>
#include <QString>

namespace copper {

// Renders the one-colour SVG icons in a colour, for a size in device pixels. Bounded cache.
class IconLoader
{
public:
    static constexpr qsizetype kMaxCached = 512;

    // Edge in device pixels. An unknown name gives an empty pixmap and a warning.
    QPixmap pixmap(const QString &name, const QColor &colour, int edge_px);
    void clear() { m_cache.clear(); }
    qsizetype cached() const { return m_cache.size(); }

private:
    QByteArray source(const QString &name);
    QHash<QString, QByteArray> m_sources;
    QHash<QString, QPixmap> m_cache;
};

} // namespace copper
