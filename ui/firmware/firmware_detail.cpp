// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firmware/firmware_detail.h"

#include "ui/dashboard/chart_scale.h"
#include "ui/firmware/firmware_text.h"
#include "ui/firmware/rate_chart.h"
#include "ui/widgets/block_map.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"

#include <QAbstractListModel>
#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace copper {

namespace {

// The newest first.
class EventModel final : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void setEvents(const std::deque<FirmwareEvent> *events)
    {
        beginResetModel();
        m_events.clear();
        if (events != nullptr)
            m_events.assign(events->rbegin(), events->rend());
        endResetModel();
    }
    const FirmwareEvent &event(int row) const { return m_events[static_cast<std::size_t>(row)]; }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_events.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!index.isValid() || role != Qt::DisplayRole)
            return {};
        return QString(timeOfDay(event(index.row()).at) + QLatin1Char(' ') +
                       eventText(event(index.row())));
    }

private:
    std::vector<FirmwareEvent> m_events;
};

class EventDelegate final : public QStyledItemDelegate
{
public:
    EventDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme)
    {}
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, m_theme.rowHeight(20, TextRole::Small)};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const FirmwareEvent &event =
            static_cast<const EventModel *>(index.model())->event(index.row());
        const QRectF row(option.rect);
        const QString tenths =
            QLatin1Char('.') + QString::number(event.at.unixMicros / 100'000 % 10);
        drawElided(painter, row, timeOfDay(event.at) + tenths, m_theme.font(TextRole::Mono),
                   m_theme.color(Tone::Text3));
        drawElided(painter, row.adjusted(92, 0, 0, 0), eventText(event),
                   m_theme.font(TextRole::Small),
                   m_theme.color(isTrouble(event) ? Tone::Warn : Tone::Text2));
    }

private:
    const Theme &m_theme;
};

} // namespace

FirmwareDetail::FirmwareDetail(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme),
      m_title(new PlainLabel(theme, QString(), TextRole::BodyStrong, Tone::Text, this)),
      m_blocks(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_map(new BlockMap(theme, this)), m_events(makeEvents()),
      m_average(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_rate(new RateChart(theme, this))
{
    setObjectName(QStringLiteral("firmwareDetail"));
    setMinimumHeight(230);
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(16, 9, 12, 8);
    outer->setSpacing(16);
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_blocks, 1);
    left->addLayout(head);
    left->addWidget(m_map, 3);
    left->addWidget(new Line(theme, Qt::Horizontal, this));
    left->addWidget(m_events, 2);
    outer->addLayout(left, 5);
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    auto *rateHead = new QHBoxLayout;
    rateHead->addWidget(new PlainLabel(theme, tr("Rate"), TextRole::BodyStrong, Tone::Text, this));
    rateHead->addStretch(1);
    rateHead->addWidget(m_average);
    right->addLayout(rateHead);
    right->addWidget(m_rate, 1);
    outer->addLayout(right, 3);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setJob(nullptr);
}

QWidget *FirmwareDetail::makeEvents()
{
    auto *view = new QListView(this);
    view->setObjectName(QStringLiteral("firmwareEvents"));
    view->setAccessibleName(tr("Events"));
    view->setModel(new EventModel(view));
    view->setItemDelegate(new EventDelegate(m_theme, view));
    view->setFrameShape(QFrame::NoFrame);
    view->setUniformItemSizes(true);
    view->setSelectionMode(QAbstractItemView::NoSelection);
    view->viewport()->setAutoFillBackground(false);
    view->setStyleSheet(QStringLiteral("background: transparent;"));
    return view;
}

void FirmwareDetail::setJob(const FirmwareJob *job)
{
    auto *events = static_cast<EventModel *>(static_cast<QListView *>(m_events)->model());
    events->setEvents(job != nullptr ? &job->events : nullptr);
    m_rate->setJob(job);
    if (job == nullptr) {
        m_title->setText(tr("Block map"));
        m_blocks->setText(tr("select a device"));
        m_map->clear();
        m_average->clear();
        return;
    }
    m_title->setText(tr("%1, block map").arg(displayText(job->deviceName, 40)));
    m_blocks->setText(tr("%1 blocks of %2 bytes, left to right")
                          .arg(groupedNumber(job->totalBlocks()))
                          .arg(job->blockSize));
    const std::optional<std::uint32_t> underWay =
        job->state == UploadState::Sending || job->state == UploadState::LinkLost
            ? std::optional(job->confirmedBlocks())
            : std::nullopt;
    m_map->setBlocks(job->totalBlocks(), job->confirmedBlocks(), underWay, job->blockCounts);
    m_average->setText(job->averageRate > 0 ? tr("average %1").arg(rateText(job->averageRate))
                                            : QString());
}

void FirmwareDetail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Chrome));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(Tone::Border));
    const int divider = m_rate->geometry().left() - 9;
    painter.fillRect(QRect(divider, 0, 1, height()), m_theme.color(Tone::Border));
}

} // namespace copper
