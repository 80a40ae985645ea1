// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/found_strip.h"

#include "ui/text/plain_text.h"
#include "ui/widgets/plain_label.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace copper {

FoundStrip::FoundStrip(const Theme &theme, QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("explorerFound"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 8, 4);
    row->setSpacing(2);
    m_text = new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this);
    m_text->setObjectName(QStringLiteral("explorerFoundText"));
    m_text->setElideMode(Qt::ElideRight);
    row->addWidget(m_text, 1);
    const auto link = [&](const char *name, const QString &tip) {
        auto *button = new QPushButton(this);
        button->setObjectName(QLatin1String(name));
        button->setProperty("link", true);
        button->setToolTip(tip.toHtmlEscaped());
        row->addWidget(button);
        return button;
    };
    m_read = link("explorerReadFound", tr("GET of every resource that the filter leaves"));
    m_read->setText(tr("Read all"));
    m_greatest = link("explorerGreatest", tr("All devices in one list, the greatest value first"));
    connect(m_read, &QPushButton::clicked, this, &FoundStrip::readRequested);
    connect(m_greatest, &QPushButton::clicked, this,
            [this] { Q_EMIT greatestRequested(!m_isSorted); });
    hide();
}

void FoundStrip::show(const DeviceTreeModel::Found &found, bool isSortedByValue)
{
    m_isSorted = isSortedByValue;
    setVisible(found.resources > 0);
    const auto number = [](std::size_t count) {
        return groupedNumber(static_cast<qint64>(count));
    };
    m_text->setText(
        found.unread > 0
            ? tr("%1 found, %2 never read").arg(number(found.resources), number(found.unread))
            : tr("%1 found").arg(number(found.resources)));
    m_text->setToolTip(m_text->text().toHtmlEscaped());
    m_greatest->setText(isSortedByValue ? tr("By device") : tr("Greatest first"));
}

} // namespace copper
