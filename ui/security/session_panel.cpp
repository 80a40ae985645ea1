// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/session_panel.h"

#include "ui/security/indented_header.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/state_mark.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kHead_px = 36;
constexpr int kRowsShown = 4;
constexpr int kCell_px = 8;
constexpr int kName_px = 35; // behind the lock

QString actionName(SessionAction action)
{
    return action == SessionAction::End ? SessionPanel::tr("End") : SessionPanel::tr("Resume");
}

} // namespace

SessionDelegate::SessionDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize SessionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, m_theme.rowHeight(kRow_px)};
}

std::vector<std::pair<SessionAction, QRect>> SessionDelegate::buttons(const QRect &cell) const
{
    std::vector<std::pair<SessionAction, QRect>> list;
    const QFontMetrics metrics(m_theme.font(TextRole::Small));
    int right = cell.right() - 12;
    for (const SessionAction action : {SessionAction::End, SessionAction::Resume}) {
        const int width = metrics.horizontalAdvance(actionName(action)) + 18;
        list.emplace_back(action, QRect(right - width, cell.top() + 1, width, cell.height() - 2));
        right -= width + 6;
    }
    return list;
}

void SessionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const QRectF cell(option.rect);
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected) && view != nullptr) {
        painter->fillRect(option.rect, m_theme.color(Tone::CopperTint));
        if (index.column() == 0)
            painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                              m_theme.color(view->hasFocus() ? Tone::Copper : Tone::Text3));
    }
    const QRectF inner = cell.adjusted(kCell_px, 0, -kCell_px, 0);
    const QString text = index.data().toString();
    switch (static_cast<SecureSessionModel::Column>(index.column())) {
    case SecureSessionModel::Device:
        paintStateMark(painter, QPointF(cell.left() + 20, cell.center().y()), StateMark::SecureUp,
                       m_theme, 14);
        drawElided(painter, cell.adjusted(kName_px, 0, -kCell_px, 0), text,
                   m_theme.font(TextRole::BodyStrong), m_theme.color(Tone::Text));
        break;
    case SecureSessionModel::Address:
        drawElided(painter, inner, text, m_theme.font(TextRole::Mono), m_theme.color(Tone::Text2));
        break;
    case SecureSessionModel::Identity:
    case SecureSessionModel::Suite:
        drawElided(painter, inner, text, m_theme.font(TextRole::Mono), m_theme.color(Tone::Text));
        break;
    case SecureSessionModel::Age:
    case SecureSessionModel::Records:
        drawElided(painter, inner, text, m_theme.font(TextRole::Body), m_theme.color(Tone::Text2));
        break;
    case SecureSessionModel::Resumptions:
        drawElided(painter, inner, text, m_theme.font(TextRole::Body), m_theme.color(Tone::Text),
                   Qt::AlignRight);
        break;
    case SecureSessionModel::Actions: {
        const QPoint pointer = view != nullptr && view->underMouse()
                                   ? view->viewport()->mapFromGlobal(QCursor::pos())
                                   : QPoint(-1, -1);
        painter->setRenderHint(QPainter::Antialiasing);
        for (const auto &[action, rect] : buttons(option.rect)) {
            painter->setPen(
                m_theme.color(m_theme.isContrast() ? Tone::BorderControl : Tone::BorderButton));
            painter->setBrush(m_theme.color(rect.contains(pointer) ? Tone::Hover : Tone::Raised));
            painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
            drawElided(painter, QRectF(rect), actionName(action), m_theme.font(TextRole::Small),
                       m_theme.color(Tone::Text), Qt::AlignHCenter);
        }
        break;
    }
    case SecureSessionModel::ColumnCount:
        break;
    }
    painter->restore();
}

SessionPanel::SessionPanel(const Theme &theme, Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace),
      m_model(new SecureSessionModel(
          workspace.secureSessions(), workspace.devices(), [&workspace] { return workspace.now(); },
          this)),
      m_delegate(new SessionDelegate(theme, this)),
      m_count(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text2, this)),
      m_none(new PlainLabel(theme,
                            tr("None. A session is made when something is asked by coaps; it is "
                               "kept until it is idle or ended."),
                            TextRole::Small, Tone::Text2, this)),
      m_table(new QTreeView(this))
{
    setObjectName(QStringLiteral("sessionPanel"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_count->setObjectName(QStringLiteral("sessionCount"));
    m_none->setContentsMargins(14, 0, 14, 10);
    m_none->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("sessionTable"));
    m_table->setAccessibleName(tr("Sessions"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setMouseTracking(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    auto *header = new IndentedHeader(theme, kName_px, m_table);
    m_table->setHeader(header);
    const std::array<int, SecureSessionModel::ColumnCount> widths{126, 130, 120, 226,
                                                                  90,  84,  170, 150};
    for (int column = 0; column < SecureSessionModel::ColumnCount; ++column)
        header->resizeSection(column, widths[static_cast<std::size_t>(column)]);
    header->setSectionResizeMode(SecureSessionModel::Records, QHeaderView::Stretch);
    auto *head = new QWidget(this);
    head->setFixedHeight(kHead_px);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(14, 0, 12, 0);
    line->setSpacing(8);
    line->addWidget(new PlainLabel(theme, tr("Sessions"), TextRole::BodyStrong, Tone::Text, head));
    line->addWidget(m_count, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_none);
    column->addWidget(m_table);
    connect(m_model, &QAbstractItemModel::modelReset, this, &SessionPanel::refresh);
    connect(m_table, &QWidget::customContextMenuRequested, this, &SessionPanel::openMenu);
    connect(&workspace.feed(), &SessionFeed::ticked, m_model, [this] {
        if (isVisible())
            m_model->refreshCells();
    });
    const auto recolour = [this] {
        m_table->setPalette(m_theme.viewPalette());
        refresh();
    };
    connect(&theme, &Theme::changed, this, recolour);
    recolour();
}

void SessionPanel::refresh()
{
    const int count = m_model->rowCount();
    m_count->setText(count == 0 ? QString() : tr("%n up, DTLS 1.2", nullptr, count));
    m_table->setFixedHeight(
        m_table->header()->height() +
        std::min(count, kRowsShown) * m_theme.rowHeight(SessionDelegate::kRow_px) + 8);
    // Last: showing it lays out everything above with this height.
    m_none->setVisible(count == 0);
    m_table->setVisible(count > 0);
}

void SessionPanel::perform(int row, SessionAction action)
{
    const SecureSession *session = m_model->session(row);
    if (session == nullptr)
        return;
    if (action == SessionAction::End)
        m_workspace.session().endSecureSession(session->peer);
    else
        m_workspace.session().resumeSecureSession(session->peer);
}

QRect SessionPanel::buttonRect(int row, SessionAction action) const
{
    const QModelIndex index = m_model->index(row, SecureSessionModel::Actions);
    for (const auto &[found, rect] : m_delegate->buttons(m_table->visualRect(index))) {
        if (found == action)
            return rect;
    }
    return {};
}

bool SessionPanel::eventFilter(QObject *watched, QEvent *event)
{
    const int row = m_table->currentIndex().row();
    if (watched == m_table && event->type() == QEvent::KeyPress && row >= 0) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Delete || key == Qt::Key_F5) {
            perform(row, key == Qt::Key_Delete ? SessionAction::End : SessionAction::Resume);
            return true;
        }
    }
    if (watched == m_table->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const QPoint at = static_cast<QMouseEvent *>(event)->position().toPoint();
        const QModelIndex index = m_table->indexAt(at);
        for (const SessionAction action : {SessionAction::End, SessionAction::Resume}) {
            if (index.isValid() && buttonRect(index.row(), action).contains(at)) {
                perform(index.row(), action);
                return true;
            }
        }
    }
    if (watched == m_table->viewport() && event->type() == QEvent::MouseMove)
        m_table->viewport()->update(); // the button under the pointer
    return QWidget::eventFilter(watched, event);
}

void SessionPanel::openMenu(const QPoint &place)
{
    const int row = m_table->currentIndex().row();
    if (row < 0)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("sessionMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](SessionAction action, const QKeySequence &keys) {
        QAction *made = menu->addAction(actionName(action), this,
                                        [this, row, action] { perform(row, action); });
        made->setShortcut(keys);
        made->setShortcutContext(Qt::WidgetShortcut);
    };
    add(SessionAction::Resume, Qt::Key_F5);
    add(SessionAction::End, Qt::Key_Delete);
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

void SessionPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Base));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(Tone::Border));
}

} // namespace copper
