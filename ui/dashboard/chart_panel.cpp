// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/chart_panel.h"

#include "ui/dashboard/dropped_values.h"
#include "ui/dashboard/legend_strip.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/toggle_button.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

namespace copper {

ChartPanel::ChartPanel(const Theme &theme, const SampleStore &samples, QWidget *parent)
    : Card(theme, parent),
      m_title(new PlainLabel(theme, QString(), TextRole::BodyStrong, Tone::Text, this)),
      m_titleEdit(new QLineEdit(this)), m_legend(new LegendStrip(theme, this)),
      m_more(new IconButton(theme, QStringLiteral("more"), tr("Menu of this chart"), QKeySequence(),
                            this)),
      m_menu(new QMenu(this)), m_plot(new ChartPlot(theme, samples, this)),
      m_hint(new PlainLabel(theme,
                            tr("Drag a resource here, or choose \"Chart this\" on a number."),
                            TextRole::Body, Tone::Text2, this))
{
    setObjectName(QStringLiteral("chartPanel"));
    setAcceptDrops(true);
    m_title->setObjectName(QStringLiteral("panelTitle"));
    m_titleEdit->setObjectName(QStringLiteral("panelTitleEdit"));
    m_titleEdit->setAccessibleName(tr("Title of the chart"));
    m_titleEdit->setMaxLength(80);
    m_titleEdit->setMaximumWidth(220);
    m_titleEdit->hide();
    m_titleEdit->installEventFilter(this);
    m_more->setObjectName(QStringLiteral("panelMenu"));
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_plot->viewport()->setAcceptDrops(false); // the card takes them
    m_plot->setAcceptDrops(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 2, 4, 0);
    head->setSpacing(20);
    head->addWidget(m_title);
    head->addWidget(m_titleEdit);
    head->addWidget(m_legend, 1);
    head->addWidget(m_more);
    layout->addLayout(head);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_hint, 1);
    connect(m_menu, &QMenu::aboutToShow, this, &ChartPanel::fillMenu);
    connect(m_titleEdit, &QLineEdit::editingFinished, this, [this] { endRename(true); });
}

void ChartPanel::setPanel(const DashboardPanel &panel)
{
    m_panel = panel;
    m_title->setText(displayText(panel.title, 80));
    m_plot->setSeries(panel.series);
    m_plot->setAccessibleName(tr("Chart %1").arg(m_title->text()));
    m_plot->setVisible(!panel.series.empty());
    m_legend->setVisible(!panel.series.empty());
    m_hint->setVisible(panel.series.empty());
}

void ChartPanel::refresh(const TimeSpan &span, bool live, WallTime now)
{
    if (m_panel.series.empty())
        return;
    m_plot->refresh(span, live);
    m_legend->setLines(m_plot->lines(), now);
}

void ChartPanel::fillMenu()
{
    m_menu->clear();
    connect(m_menu->addAction(tr("Rename")), &QAction::triggered, this, &ChartPanel::startRename);
    if (!m_panel.series.empty()) {
        QMenu *tiles = m_menu->addMenu(tr("Show as number"));
        QMenu *remove = m_menu->addMenu(tr("Remove from the chart"));
        for (std::size_t i = 0; i < m_panel.series.size(); ++i) {
            // An ampersand in a device's name is no mnemonic.
            const QString name = displayText(m_panel.series[i].name, 60)
                                     .replace(QLatin1Char('&'), QStringLiteral("&&"));
            const int index = static_cast<int>(i);
            connect(tiles->addAction(name), &QAction::triggered, this,
                    [this, index] { Q_EMIT tileRequested(index); });
            connect(remove->addAction(name), &QAction::triggered, this,
                    [this, index] { Q_EMIT seriesRemoved(index); });
        }
        m_menu->addSeparator();
        connect(m_menu->addAction(tr("Export picture (PNG)")), &QAction::triggered, this,
                &ChartPanel::pictureRequested);
        connect(m_menu->addAction(tr("Export values (CSV)")), &QAction::triggered, this,
                &ChartPanel::valuesRequested);
    }
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Remove the chart")), &QAction::triggered, this,
            &ChartPanel::removeRequested);
}

void ChartPanel::startRename()
{
    m_titleEdit->setText(m_panel.title);
    m_title->hide();
    m_titleEdit->show();
    m_titleEdit->selectAll();
    m_titleEdit->setFocus();
}

void ChartPanel::endRename(bool keep)
{
    if (m_titleEdit->isHidden())
        return;
    m_titleEdit->hide();
    m_title->show();
    const QString title = m_titleEdit->text().trimmed();
    if (keep && !title.isEmpty() && title != m_panel.title) {
        m_panel.title = title;
        m_title->setText(displayText(title, 80));
        Q_EMIT titleChanged(title);
    }
}

bool ChartPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_titleEdit && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        endRename(false);
        return true;
    }
    return Card::eventFilter(watched, event);
}

void ChartPanel::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    if (!m_dropTarget)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().color(Tone::Copper), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
}

void ChartPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (!hasDroppedValues(event->mimeData()))
        return;
    event->acceptProposedAction();
    m_dropTarget = true;
    update();
}

void ChartPanel::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dropTarget = false;
    update();
}

void ChartPanel::dropEvent(QDropEvent *event)
{
    m_dropTarget = false;
    update();
    const auto values = droppedValues(event->mimeData());
    if (values.empty())
        return;
    event->acceptProposedAction();
    Q_EMIT valuesDropped(values);
}

} // namespace copper
