// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firmware/firmware_delegate.h"

#include "ui/firmware/firmware_model.h"
#include "ui/widgets/plain_text.h"

#include <QAbstractItemView>
#include <QFontMetrics>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace copper {

namespace {

constexpr qreal kBar_px = 6;
constexpr int kButtonHeight_px = 24;

Tone barTone(UploadState state)
{
    switch (state) {
    case UploadState::Verified:
        return Tone::Ok;
    case UploadState::LinkLost:
        return Tone::WarnFill;
    case UploadState::Paused:
    case UploadState::Cancelled:
        return Tone::BorderControl;
    case UploadState::Failed:
        return Tone::ErrorFill;
    case UploadState::Queued:
    case UploadState::Sending:
    case UploadState::Verifying:
    case UploadState::Done:
        return Tone::VerdigrisFill;
    }
    return Tone::VerdigrisFill;
}

Tone wordTone(UploadState state)
{
    if (state == UploadState::Cancelled)
        return Tone::Text2;
    return stateTone(markOf(state));
}

} // namespace

void paintTransferBar(QPainter *painter, const QRectF &rect, double share, UploadState state,
                      const Theme &theme)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.color(Tone::Grid));
    painter->drawRoundedRect(rect, 2, 2);
    const QRectF done(rect.left(), rect.top(), rect.width() * std::clamp(share, 0.0, 1.0),
                      rect.height());
    if (done.width() >= 0.5) {
        painter->setBrush(theme.color(barTone(state)));
        painter->drawRoundedRect(done, 2, 2);
        if (state == UploadState::LinkLost) {
            QPainterPath clip;
            clip.addRoundedRect(done, 2, 2);
            painter->setClipPath(clip);
            painter->setPen(QPen(theme.color(Tone::WarnTint), 3.5));
            for (qreal x = done.left() - 8; x < done.right() + 8; x += 10)
                painter->drawLine(QPointF(x, done.bottom() + 2), QPointF(x + 10, done.top() - 2));
        }
    }
    painter->restore();
}

FirmwareDelegate::FirmwareDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize FirmwareDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, m_theme.rowHeight(46)};
}

QList<std::pair<FirmwareAction, QRect>> FirmwareDelegate::buttons(const QRect &cell,
                                                                  const FirmwareJob &job) const
{
    QList<std::pair<FirmwareAction, QRect>> result;
    const QFontMetrics metrics(m_theme.font(TextRole::Small));
    int right = cell.right() - 9;
    const QList<FirmwareAction> actions = rowActions(job);
    for (auto action = actions.crbegin(); action != actions.crend(); ++action) {
        const int icon = actionIcon(*action).isEmpty() ? 0 : 19;
        const int width = metrics.horizontalAdvance(actionText(*action)) + 18 + icon;
        result.prepend({*action, QRect(right - width, cell.center().y() - kButtonHeight_px / 2,
                                       width, kButtonHeight_px)});
        right -= width + 6;
    }
    return result;
}

void FirmwareDelegate::paintDevice(QPainter *painter, const QRectF &cell,
                                   const FirmwareJob &job) const
{
    const QRectF line(cell.left() + 14, cell.top() + 5, cell.width() - 18, 18);
    drawElided(painter, line, copper::displayText(job.deviceName, 80),
               m_theme.font(TextRole::BodyStrong), m_theme.color(Tone::Text));
    drawElided(painter, line.translated(0, 18), jobAddress(job), m_theme.font(TextRole::MonoSmall),
               m_theme.color(Tone::Text3), Qt::AlignLeft, Qt::ElideMiddle);
}

void FirmwareDelegate::paintState(QPainter *painter, const QRectF &cell, const FirmwareJob &job,
                                  const QModelIndex &index) const
{
    const auto *model = static_cast<const FirmwareModel *>(index.model());
    paintStateMark(painter, QPointF(cell.left() + 10, cell.top() + 14), markOf(job.state), m_theme,
                   job.state == UploadState::Cancelled ? 12 : 16);
    QString word = stateWord(job);
    if (job.state == UploadState::Verifying && !m_theme.reducedMotion())
        word +=
            QString(1 + static_cast<int>(model->now().unixMicros / 400'000 % 3), QLatin1Char('.'));
    const QRectF line(cell.left() + 26, cell.top() + 5, cell.width() - 34, 18);
    drawElided(painter, line, word, m_theme.font(TextRole::BodyStrong),
               m_theme.color(wordTone(job.state)));
    drawElided(painter, line.translated(0, 18),
               stateReason(job, model->queue().settings(), model->now()),
               m_theme.font(TextRole::Small), m_theme.color(Tone::Text2));
}

void FirmwareDelegate::paintProgress(QPainter *painter, const QRectF &cell,
                                     const FirmwareJob &job) const
{
    const double share =
        job.total > 0 ? static_cast<double>(job.sent) / static_cast<double>(job.total) : 0;
    const QRectF line(cell.left() + 4, cell.top() + 7, cell.width() - 16, 18);
    drawElided(painter, line, QStringLiteral("%1 %").arg(static_cast<int>(std::floor(share * 100))),
               m_theme.font(TextRole::BodyStrong), m_theme.color(Tone::Text));
    drawElided(painter, line, bytesOf(job.sent, job.total), m_theme.font(TextRole::Small),
               m_theme.color(Tone::Text2), Qt::AlignRight);
    paintTransferBar(painter, QRectF(line.left(), cell.top() + 28, line.width(), kBar_px), share,
                     job.state, m_theme);
}

void FirmwareDelegate::paintRate(QPainter *painter, const QRectF &cell,
                                 const FirmwareJob &job) const
{
    QString now = rateText(job.state == UploadState::Sending ? job.rate : 0);
    if (job.state == UploadState::Verified || job.state == UploadState::Done)
        now = FirmwareModel::tr("done");
    else if (job.state == UploadState::Verifying)
        now = FirmwareModel::tr("sent");
    const QRectF line(cell.left() + 4, cell.top() + 5, cell.width() - 12, 18);
    drawElided(painter, line, now, m_theme.font(TextRole::Body), m_theme.color(Tone::Text),
               Qt::AlignRight);
    if (job.averageRate > 0)
        drawElided(painter, line.translated(0, 18), rateText(job.averageRate),
                   m_theme.font(TextRole::Small), m_theme.color(Tone::Text2), Qt::AlignRight);
}

void FirmwareDelegate::paintButtons(QPainter *painter, const QRect &cell, const FirmwareJob &job,
                                    const QPoint &pointer) const
{
    painter->setRenderHint(QPainter::Antialiasing);
    for (const auto &[action, rect] : buttons(cell, job)) {
        painter->setPen(
            m_theme.color(m_theme.isContrast() ? Tone::BorderControl : Tone::BorderButton));
        painter->setBrush(m_theme.color(rect.contains(pointer) ? Tone::Hover : Tone::Raised));
        painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        qreal left = rect.left() + 9;
        if (const QString icon = actionIcon(action); !icon.isEmpty()) {
            m_theme.paintIcon(painter, QRectF(left, rect.center().y() - 6, 14, 14), icon,
                              Tone::Text2);
            left += 19;
        }
        drawElided(painter, QRectF(left, rect.top(), rect.right() - left - 4, rect.height()),
                   actionText(action), m_theme.font(TextRole::Small), m_theme.color(Tone::Text));
    }
}

void FirmwareDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const auto *model = static_cast<const FirmwareModel *>(index.model());
    const FirmwareJob *job = model->job(index.row());
    if (job == nullptr)
        return;
    const QRectF cell(option.rect);
    painter->save();
    painter->setClipRect(option.rect);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, m_theme.color(Tone::CopperTint));
        const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
        if (index.column() == 0)
            painter->fillRect(
                QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                m_theme.color(view != nullptr && view->hasFocus() ? Tone::Copper : Tone::Text3));
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      m_theme.color(Tone::Border));
    switch (static_cast<FirmwareModel::Column>(index.column())) {
    case FirmwareModel::Device:
        paintDevice(painter, cell, *job);
        break;
    case FirmwareModel::State:
        paintState(painter, cell, *job, index);
        break;
    case FirmwareModel::Progress:
        paintProgress(painter, cell, *job);
        break;
    case FirmwareModel::Rate:
        paintRate(painter, cell, *job);
        break;
    case FirmwareModel::TimeLeft:
    case FirmwareModel::Retries:
        drawElided(painter, cell.adjusted(2, 0, -8, 0), index.data().toString(),
                   m_theme.font(TextRole::Body), m_theme.color(Tone::Text), Qt::AlignRight);
        break;
    case FirmwareModel::Actions: {
        const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
        const QPoint pointer = view != nullptr && view->underMouse()
                                   ? view->viewport()->mapFromGlobal(QCursor::pos())
                                   : QPoint(-1, -1);
        paintButtons(painter, option.rect, *job, pointer);
        break;
    }
    case FirmwareModel::ColumnCount:
        break;
    }
    painter->restore();
}

bool FirmwareDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                   const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease || index.column() != FirmwareModel::Actions)
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    const FirmwareJob *job = static_cast<FirmwareModel *>(model)->job(index.row());
    const QPoint at = static_cast<QMouseEvent *>(event)->position().toPoint();
    if (job == nullptr)
        return false;
    for (const auto &[action, rect] : buttons(option.rect, *job)) {
        if (rect.contains(at)) {
            Q_EMIT actionClicked(index, action);
            return true;
        }
    }
    return false;
}

} // namespace copper
