// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/indented_header.h"

#include <QPainter>

namespace copper {

namespace {
constexpr int kPadding_px = 8; // the style sheet's
}

IndentedHeader::IndentedHeader(const Theme &theme, int indent_px, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent), m_theme(theme), m_indent(indent_px)
{
    setStretchLastSection(false);
    setSectionsClickable(false);
    setHighlightSections(false);
    setMinimumSectionSize(40);
    setFixedHeight(25);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void IndentedHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    QRect shifted = rect;
    if (section == 0) {
        shifted.setLeft(rect.left() + m_indent - kPadding_px);
        painter->fillRect(QRect(rect.left(), rect.bottom(), m_indent, 1),
                          m_theme.color(Tone::Border));
    }
    QHeaderView::paintSection(painter, shifted, section);
}

} // namespace copper
