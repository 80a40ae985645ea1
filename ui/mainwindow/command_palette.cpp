// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/command_palette.h"

#include "ui/mainwindow/palette_delegate.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/scrim.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace copper {

namespace {
constexpr int kWidth_px = 660;
constexpr int kTop_px = 72;
constexpr int kShadow_px = 20;
constexpr int kHead_px = 48;
constexpr int kFoot_px = 36;
constexpr int kMostListHeight_px = 476;

QFont inputFont(const Theme &theme)
{
    QFont font = theme.font(TextRole::Title);
    font.setWeight(QFont::Normal);
    return font;
}
} // namespace

CommandPalette::CommandPalette(const Theme &theme, Workspace &workspace, QWidget *window)
    : QWidget(window), m_theme(theme), m_scrim(new Scrim(theme, window)),
      m_model(new PaletteModel(this)), m_input(new QLineEdit(this)), m_list(new QListView(this)),
      m_count(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_nothing(new PlainLabel(theme, tr("Nothing is called that. Try a part of a name or path."),
                               TextRole::Body, Tone::Text2, this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Command palette"));
    hide();
    m_scrim->hide();
    m_input->setObjectName(QStringLiteral("paletteInput"));
    m_input->setProperty("bare", true);
    m_input->setFont(inputFont(theme));
    m_input->setPlaceholderText(tr("Search devices, resources and commands"));
    m_input->setAccessibleName(tr("Search"));
    m_input->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(theme, workspace, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setStyleSheet(QStringLiteral("background: transparent;"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setMinimumHeight(64);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kShadow_px + 1, 1, kShadow_px + 1, kShadow_px + 1);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 0, 16, 0);
    head->addSpacing(28);
    head->addWidget(m_input, 1);
    head->addWidget(m_count);
    auto *headBox = new QWidget(this);
    headBox->setFixedHeight(kHead_px);
    headBox->setLayout(head);
    layout->addWidget(headBox);
    layout->addWidget(new Line(theme, Qt::Horizontal, this));
    layout->addWidget(m_list);
    layout->addWidget(m_nothing);
    layout->addWidget(makeFooter());
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::applyQuery);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (m_model->item(index) != nullptr)
            activate(false);
    });
    connect(m_scrim, &Scrim::pressed, this, &CommandPalette::close);
    connect(&workspace.observations(), &ObservationBook::changed, this, [this] {
        if (isVisible())
            m_list->viewport()->update();
    });
    connect(&theme, &Theme::changed, this, [this] {
        m_input->setFont(inputFont(m_theme));
        update();
    });
    window->installEventFilter(this);
}

QWidget *CommandPalette::makeFooter()
{
    auto *foot = new QWidget(this);
    foot->setFixedHeight(kFoot_px);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(6);
    const auto hint = [&](const QStringList &keys, const QString &text) {
        for (const QString &key : keys)
            layout->addWidget(new KeyCap(m_theme, key, foot));
        layout->addWidget(new PlainLabel(m_theme, text, TextRole::Small, Tone::Text2, foot));
        layout->addSpacing(10);
    };
    hint({QString(QChar(0x2191)), QString(QChar(0x2193))}, tr("move"));
    hint({QString(QChar(0x21b5))}, tr("open"));
    hint({tr("Ctrl") + QLatin1Char('+') + QChar(0x21b5)}, tr("send GET"));
    layout->addStretch(1);
    hint({QStringLiteral(">")}, tr("commands"));
    hint({QStringLiteral("@")}, tr("devices"));
    hint({QStringLiteral("/")}, tr("paths"));
    return foot;
}

void CommandPalette::open(std::vector<PaletteItem> items, const QString &query)
{
    m_focusBefore = QApplication::focusWidget();
    m_model->setItems(std::move(items));
    m_input->setText(query);
    applyQuery(query);
    m_scrim->setGeometry(parentWidget()->rect());
    m_scrim->show();
    m_scrim->raise();
    show();
    raise();
    m_input->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::close()
{
    if (!isVisible())
        return;
    hide();
    m_scrim->hide();
    m_model->setItems({});
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::applyQuery(const QString &query)
{
    m_model->setQuery(query);
    const int first = m_model->firstItemRow();
    if (first >= 0)
        m_list->setCurrentIndex(m_model->index(first));
    m_list->scrollToTop();
    m_count->setText(tr("%n results", nullptr, m_model->resultCount()));
    m_nothing->setVisible(first < 0);
    m_list->setVisible(first >= 0);
    place();
}

void CommandPalette::place()
{
    int height = 8;
    for (int row = 0; row < m_model->rowCount(); ++row)
        height += m_list->sizeHintForRow(row);
    const int room = parentWidget()->height() - kTop_px - kHead_px - kFoot_px - 2 * kShadow_px;
    m_list->setFixedHeight(std::max(40, std::min({height, kMostListHeight_px, room})));
    const int width = std::min(kWidth_px, parentWidget()->width() - 32) + 2 * kShadow_px;
    setFixedWidth(width);
    layout()->activate();
    setFixedHeight(layout()->sizeHint().height());
    QWidget::move((parentWidget()->width() - width) / 2, kTop_px);
}

void CommandPalette::move(int rows)
{
    const int step = rows < 0 ? -1 : 1;
    int row = m_list->currentIndex().row();
    for (int left = std::abs(rows); left > 0; --left) {
        int next = row + step;
        while (next >= 0 && next < m_model->rowCount() &&
               m_model->item(m_model->index(next)) == nullptr)
            next += step;
        if (next < 0 || next >= m_model->rowCount())
            break;
        row = next;
    }
    m_list->setCurrentIndex(m_model->index(row));
    m_list->scrollTo(m_model->index(row == m_model->firstItemRow() ? 0 : row));
}

void CommandPalette::activate(bool withControl)
{
    const PaletteItem *item = m_model->item(m_list->currentIndex());
    if (item == nullptr)
        return;
    // The row may vanish with the palette; what it does must not.
    const std::function<void()> run =
        withControl && item->runWithControl ? item->runWithControl : item->run;
    close();
    if (run)
        run();
}

bool CommandPalette::handleKey(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Down)
        move(1);
    else if (event->key() == Qt::Key_Up)
        move(-1);
    else if (event->key() == Qt::Key_PageDown)
        move(8);
    else if (event->key() == Qt::Key_PageUp)
        move(-8);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        activate(event->modifiers().testFlag(Qt::ControlModifier));
    else if (event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab)
        return true; // the focus stays in the palette
    else
        return false;
    return true;
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_input && event->type() == QEvent::ShortcutOverride) {
        // Ctrl+Return is the palette's here, not the room's behind it.
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            event->accept();
            return true;
        }
    }
    if (watched == m_input && event->type() == QEvent::KeyPress)
        return handleKey(static_cast<QKeyEvent *>(event));
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF box =
        QRectF(rect()).adjusted(kShadow_px + 0.5, 0.5, -kShadow_px - 0.5, -kShadow_px - 0.5);
    paintPopupShadow(&painter, box, 8);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Tone::BorderControl));
    painter.setBrush(m_theme.color(Tone::Raised));
    painter.drawRoundedRect(box, 8, 8);
    QPainterPath inside;
    inside.addRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7);
    painter.setClipPath(inside);
    const QRectF foot(box.left(), box.bottom() - kFoot_px, box.width(), kFoot_px);
    painter.fillRect(foot, m_theme.color(Tone::Sunken));
    painter.fillRect(QRectF(foot.left(), foot.top(), foot.width(), 1), m_theme.color(Tone::Border));
    m_theme.paintIcon(&painter, QRectF(box.left() + 17, kHead_px / 2.0 - 7, 16, 16),
                      QStringLiteral("search"), Tone::Text2);
}

} // namespace copper
