// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QHeaderView>

namespace copper {

// A header whose first title stands over the names, which have a mark before them.
class IndentedHeader : public QHeaderView
{
    Q_OBJECT
public:
    IndentedHeader(const Theme &theme, int indent_px, QWidget *parent);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    const Theme &m_theme;
    int m_indent;
};

} // namespace copper
