// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icon_loader.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>
#include <QtDebug>

namespace copper {

QByteArray IconLoader::source(const QString &name)
{
    auto found = m_sources.constFind(name);
    if (found == m_sources.constEnd()) {
        QFile file(QStringLiteral(":/copperfield/icons/") + name + QStringLiteral(".svg"));
        if (!file.open(QIODevice::ReadOnly))
            qWarning("no icon named %s", qUtf8Printable(name));
        found = m_sources.insert(name, file.readAll());
    }
    return *found;
}

QPixmap IconLoader::pixmap(const QString &name, const QColor &colour, int edge_px)
{
    const QString key = name + QLatin1Char('/') + colour.name(QColor::HexArgb) + QLatin1Char('/') +
                        QString::number(edge_px);
    const auto found = m_cache.constFind(key);
    if (found != m_cache.constEnd())
        return *found;
    QByteArray svg = source(name);
    if (svg.isEmpty() || edge_px <= 0)
        return {};
    // Each file holds exactly this one colour; Qt Svg does not resolve currentColor.
    svg.replace("#000000", colour.name(QColor::HexRgb).toLatin1());
    QPixmap pixmap(edge_px, edge_px);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    painter.setOpacity(colour.alphaF());
    renderer.render(&painter, QRectF(0, 0, edge_px, edge_px));
    painter.end();
    if (m_cache.size() >= kMaxCached)
        m_cache.clear();
    m_cache.insert(key, pixmap);
    return pixmap;
}

} // namespace copper
