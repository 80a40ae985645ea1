// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/history_list.h"

#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/toggle_button.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kRow_px = 26;

} // namespace

HistoryDelegate::HistoryDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {120, m_theme.rowHeight(kRow_px)};
}

void HistoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const QRect row = option.rect;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        painter->fillRect(row, m_theme.color(Tone::CopperTint));
        const bool focused = option.widget != nullptr && option.widget->hasFocus();
        painter->fillRect(QRect(row.left(), row.top(), 3, row.height()),
                          m_theme.color(focused ? Tone::Copper : Tone::Text3));
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(row, m_theme.color(Tone::Hover));
    }
    QRectF rest = QRectF(row).adjusted(14, 0, -12, 0);
    const QFont mono = m_theme.font(TextRole::Mono);
    drawElided(painter, QRectF(rest.left(), rest.top(), 50, rest.height()),
               index.data(HistoryModel::MethodRole).toString(), mono, m_theme.color(Tone::Copper));
    const qreal time =
        drawElided(painter, rest, index.data(HistoryModel::TimeRole).toString(),
                   m_theme.font(TextRole::MonoSmall), m_theme.color(Tone::Text3), Qt::AlignRight);
    rest.setRight(rest.right() - time - 8);
    const bool error = index.data(HistoryModel::ErrorRole).toBool();
    const QString code = index.data(HistoryModel::RunningRole).toBool()
                             ? QStringLiteral("…")
                             : index.data(HistoryModel::CodeRole).toString();
    const qreal codeWidth =
        drawElided(painter, rest, code, mono, m_theme.color(error ? Tone::Error : Tone::Verdigris),
                   Qt::AlignRight);
    rest.setRight(rest.right() - codeWidth);
    if (error) {
        m_theme.paintIcon(painter, QRectF(rest.right() - 15, rest.center().y() - 6, 12, 12),
                          QStringLiteral("error"), Tone::Error);
        rest.setRight(rest.right() - 18);
    }
    rest.setLeft(rest.left() + 52);
    rest.setRight(rest.right() - 6);
    drawElided(painter, rest, index.data(HistoryModel::PathRole).toString(),
               m_theme.font(TextRole::Body), m_theme.color(Tone::Text), Qt::AlignLeft,
               Qt::ElideMiddle);
}

HistoryPanel::HistoryPanel(const Theme &theme, Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace),
      m_model(workspace.history(), [&workspace] { return workspace.now(); }),
      m_list(new QListView(this)), m_field(new QLineEdit(this))
{
    m_filter.setSourceModel(&m_model);
    m_filter.setFilterCaseSensitivity(Qt::CaseInsensitive);
    auto *named =
        new IconButton(theme, QStringLiteral("favourite"), tr("Named requests"), {}, this);
    named->setObjectName(QStringLiteral("namedRequests"));
    named->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(named);
    named->setMenu(menu);
    m_named = named;
    auto *search =
        new IconButton(theme, QStringLiteral("search"), tr("Search the history"), {}, this);
    search->setObjectName(QStringLiteral("searchHistory"));
    search->setCheckable(true);
    m_search = search;
    m_field->setObjectName(QStringLiteral("historyFilter"));
    m_field->setAccessibleName(tr("Search the history"));
    m_field->setPlaceholderText(tr("Method, path, code"));
    m_field->setMaxLength(200);
    m_field->hide();
    m_list->setObjectName(QStringLiteral("historyList"));
    m_list->setAccessibleName(tr("Requests sent"));
    m_list->setModel(&m_filter);
    m_list->setItemDelegate(new HistoryDelegate(theme, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setPalette(theme.viewPalette());
    connect(&theme, &Theme::changed, m_list, [this] { m_list->setPalette(m_theme.viewPalette()); });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *fieldLine = new QHBoxLayout;
    fieldLine->setContentsMargins(10, 4, 10, 4);
    fieldLine->addWidget(m_field);
    column->addLayout(fieldLine);
    auto *place = new QWidget(this);
    m_pages = new QStackedLayout(place);
    m_pages->addWidget(m_list);
    m_pages->addWidget(new EmptyState(theme, QStringLiteral("history"), tr("No requests yet"),
                                      tr("What you send is listed here. Enter shows it again, "
                                         "Ctrl+Enter sends it again."),
                                      place));
    column->addWidget(place, 1);

    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillNamed(menu); });
    connect(search, &QToolButton::toggled, this, [this](bool on) {
        m_field->setVisible(on);
        if (on)
            m_field->setFocus(Qt::OtherFocusReason);
        else
            m_field->clear();
    });
    const auto key = [this](Qt::Key which, auto what) {
        auto *action = new QAction(m_field);
        action->setShortcut(QKeySequence(which));
        action->setShortcutContext(Qt::WidgetShortcut);
        m_field->addAction(action);
        connect(action, &QAction::triggered, this, what);
    };
    key(Qt::Key_Escape, [search] {
        search->setChecked(false);
        search->setFocus(Qt::OtherFocusReason);
    });
    // To what was found, the newest first.
    key(Qt::Key_Down, [this] {
        if (m_filter.rowCount() == 0)
            return;
        m_list->setFocus(Qt::OtherFocusReason);
        m_list->setCurrentIndex(m_filter.index(0, 0));
    });
    connect(m_field, &QLineEdit::textChanged, &m_filter,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid() && !m_selecting)
                    Q_EMIT entryChosen(current.data(HistoryModel::IdRole).toULongLong());
            });
    connect(m_list, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        Q_EMIT resendRequested(index.data(HistoryModel::IdRole).toULongLong());
    });
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, &HistoryPanel::openMenu);
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this, &HistoryPanel::updatePage);
    connect(&m_filter, &QAbstractItemModel::rowsRemoved, this, &HistoryPanel::updatePage);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, &HistoryPanel::updatePage);
    updatePage();
}

void HistoryPanel::placeButtons(QHBoxLayout *line)
{
    line->addWidget(m_named);
    line->addWidget(m_search);
}

void HistoryPanel::showButtons(bool shown)
{
    m_named->setVisible(shown);
    m_search->setVisible(shown);
}

void HistoryPanel::updatePage()
{
    m_pages->setCurrentIndex(m_model.rowCount() > 0 ? 0 : 1);
}

void HistoryPanel::select(quint64 id)
{
    m_selecting = true;
    const QModelIndex index = m_filter.mapFromSource(m_model.indexOfId(id));
    m_list->setCurrentIndex(index);
    if (index.isValid())
        m_list->scrollTo(index);
    m_selecting = false;
}

void HistoryPanel::openMenu(const QPoint &at)
{
    QMenu menu(m_list);
    menu.setObjectName(QStringLiteral("historyMenu"));
    const QModelIndex row = m_list->currentIndex();
    if (row.isValid())
        menu.addAction(m_theme.icon(QStringLiteral("send")), tr("Send again"), this, [this, row] {
            Q_EMIT resendRequested(row.data(HistoryModel::IdRole).toULongLong());
        });
    // It cannot be undone, so it takes a second look.
    QMenu *forget = menu.addMenu(m_theme.icon(QStringLiteral("delete")), tr("Forget the history"));
    forget
        ->addAction(tr("%n request(s) with their answers, here and on the disk", nullptr,
                       m_model.rowCount()),
                    this, [this] { m_workspace.historyKeeper().forgetAll(); })
        ->setObjectName(QStringLiteral("forgetHistory"));
    menu.exec(m_list->viewport()->mapToGlobal(at));
}

void HistoryPanel::fillNamed(QMenu *menu)
{
    menu->clear();
    const std::vector<NamedRequest> named = m_workspace.history().named();
    if (named.empty()) {
        menu->addAction(tr("No named requests yet: the star beside the address saves one"))
            ->setEnabled(false);
        return;
    }
    for (const NamedRequest &request : named) {
        QString label = displayText(request.name, 60);
        label.replace(QLatin1Char('&'), QStringLiteral("&&"));
        QMenu *entry = menu->addMenu(label);
        entry->addAction(tr("Open"), this, [this, request] { Q_EMIT namedChosen(request.spec); });
        entry->addAction(tr("Remove"), this,
                         [this, request] { m_workspace.history().removeNamed(request.name); });
    }
}

} // namespace copper
