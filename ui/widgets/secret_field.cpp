// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/secret_field.h"

#include "ui/widgets/plain_text.h"

#include <QAccessibleWidget>
#include <QApplication>
#include <QClipboard>
#include <QFontMetricsF>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>

#include <array>

namespace copper {

namespace {

constexpr int kHeight_px = 28;
constexpr qreal kInset_px = 8;
constexpr QChar kBullet(0x2022);

// A compiler may not drop stores through a volatile pointer.
void wipe(void *memory, std::size_t size)
{
    auto *octets = static_cast<volatile char *>(memory);
    for (std::size_t i = 0; i < size; ++i)
        octets[i] = 0;
}

// One character without a heap copy of it: the units stay on the stack and are wiped there.
class OneCharacter
{
public:
    explicit OneCharacter(ByteView utf8)
    {
        char32_t point = utf8.empty() ? 0 : utf8[0];
        if (utf8.size() > 1)
            point &= 0x7fU >> utf8.size();
        for (std::size_t i = 1; i < utf8.size(); ++i)
            point = (point << 6U) | (utf8[i] & 0x3fU);
        if (QChar::requiresSurrogates(point)) {
            m_units = {QChar(QChar::highSurrogate(point)), QChar(QChar::lowSurrogate(point))};
            m_count = 2;
        } else {
            m_units[0] = QChar(static_cast<char16_t>(point));
        }
    }
    ~OneCharacter() { wipe(m_units.data(), sizeof(m_units)); }
    OneCharacter(const OneCharacter &) = delete;
    OneCharacter &operator=(const OneCharacter &) = delete;
    QString text() const { return QString::fromRawData(m_units.data(), m_count); }

private:
    std::array<QChar, 2> m_units{};
    int m_count = 1;
};

// A password field to a screen reader: its name, never its text.
class AccessibleSecret final : public QAccessibleWidget
{
public:
    explicit AccessibleSecret(QWidget *widget)
        : QAccessibleWidget(widget, QAccessible::EditableText)
    {}
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.passwordEdit = true;
        state.editable = true;
        return state;
    }
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *field = qobject_cast<SecretField *>(object);
    return field != nullptr ? new AccessibleSecret(field) : nullptr;
}

bool isContinuation(std::uint8_t octet)
{
    return (octet & 0xc0U) == 0x80;
}

} // namespace

SecretField::SecretField(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_bytes(kCapacity)
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::IBeamCursor);
    setAttribute(Qt::WA_InputMethodEnabled);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                        Qt::ImhNoAutoUppercase);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_hide.setSingleShot(true);
    m_hide.setInterval(kShown_ms);
    connect(&m_hide, &QTimer::timeout, this, [this] {
        update();
        Q_EMIT revealedChanged(false);
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize SecretField::sizeHint() const
{
    return {240, std::max(kHeight_px, fontMetrics().height() + 10)};
}

QSize SecretField::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

QVariant SecretField::inputMethodQuery(Qt::InputMethodQuery query) const
{
    switch (query) {
    case Qt::ImEnabled:
        return isEnabled();
    case Qt::ImHints:
        return static_cast<int>(inputMethodHints());
    case Qt::ImCursorRectangle:
        return QRectF(kInset_px + xOf(m_cursor) - m_scroll, 4, 1, height() - 8);
    default:
        return {}; // neither the text nor what is around the cursor
    }
}

// --- what is in it ---

void SecretField::setTyped(ByteView text)
{
    clear();
    insert(text);
    m_cursor = m_anchor = m_size;
    keepCursorInSight();
}

void SecretField::clear()
{
    reveal(false);
    wipe(m_bytes.mutableView().data(), m_bytes.size());
    m_size = m_cursor = m_anchor = 0;
    m_scroll = 0;
    m_overflowed = false;
    update();
}

void SecretField::changed()
{
    keepCursorInSight();
    update();
    Q_EMIT edited();
}

void SecretField::insert(ByteView text)
{
    m_overflowed = m_size + text.size() > kCapacity;
    if (m_overflowed)
        return;
    const MutableByteView all = m_bytes.mutableView();
    std::copy_backward(all.begin() + static_cast<std::ptrdiff_t>(m_cursor),
                       all.begin() + static_cast<std::ptrdiff_t>(m_size),
                       all.begin() + static_cast<std::ptrdiff_t>(m_size + text.size()));
    std::copy(text.begin(), text.end(), all.begin() + static_cast<std::ptrdiff_t>(m_cursor));
    m_size += text.size();
    m_cursor += text.size();
    m_anchor = m_cursor;
}

// A key event brings a character or two; each is encoded by itself, so that no QByteArray of a
// whole secret is ever made.
void SecretField::insertTyped(const QString &text)
{
    removeSelection();
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t point = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size()) {
            point = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        std::array<std::uint8_t, 4> octets{};
        std::size_t count = 1;
        if (point < 0x80) {
            octets[0] = static_cast<std::uint8_t>(point);
        } else {
            count = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            for (std::size_t k = count - 1; k > 0; --k, point >>= 6U)
                octets[k] = static_cast<std::uint8_t>(0x80U | (point & 0x3fU));
            octets[0] = static_cast<std::uint8_t>((0xf00U >> count & 0xffU) | point);
        }
        insert(ByteView(octets.data(), count));
        wipe(octets.data(), octets.size());
    }
    changed();
}

void SecretField::removeRange(std::size_t from, std::size_t to)
{
    const MutableByteView all = m_bytes.mutableView();
    std::copy(all.begin() + static_cast<std::ptrdiff_t>(to),
              all.begin() + static_cast<std::ptrdiff_t>(m_size),
              all.begin() + static_cast<std::ptrdiff_t>(from));
    wipe(all.data() + (m_size - (to - from)), to - from);
    m_size -= to - from;
    m_cursor = m_anchor = from;
}

void SecretField::removeSelection()
{
    if (m_cursor != m_anchor)
        removeRange(std::min(m_cursor, m_anchor), std::max(m_cursor, m_anchor));
}

// The clipboard is not ours to empty; the copy it gave us is.
void SecretField::paste()
{
    const QMimeData *offered = QApplication::clipboard()->mimeData();
    if (offered == nullptr || !offered->hasText())
        return;
    const QString format = offered->hasFormat(QStringLiteral("text/plain;charset=utf-8"))
                               ? QStringLiteral("text/plain;charset=utf-8")
                               : QStringLiteral("text/plain");
    QByteArray bytes = offered->data(format);
    removeSelection();
    ByteView text(reinterpret_cast<const std::uint8_t *>(bytes.constData()),
                  static_cast<std::size_t>(bytes.size()));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == 0))
        text = text.first(text.size() - 1); // of the line it was copied as
    insert(text);
    if (bytes.isDetached())
        wipe(bytes.data(), static_cast<std::size_t>(bytes.size()));
    changed();
}

// --- places in it ---

std::size_t SecretField::next(std::size_t place) const
{
    const ByteView all = typed();
    if (place < all.size())
        ++place;
    while (place < all.size() && isContinuation(all[place]))
        ++place;
    return place;
}

std::size_t SecretField::previous(std::size_t place) const
{
    const ByteView all = typed();
    if (place > 0)
        --place;
    while (place > 0 && isContinuation(all[place]))
        --place;
    return place;
}

int SecretField::characterCount() const
{
    int count = 0;
    for (std::size_t place = 0; place < m_size; place = next(place))
        ++count;
    return count;
}

qreal SecretField::advance(std::size_t place) const
{
    const QFontMetricsF metrics(m_theme.font(TextRole::Mono));
    if (!isRevealed())
        return metrics.horizontalAdvance(kBullet);
    const OneCharacter character(typed().subspan(place, next(place) - place));
    return metrics.horizontalAdvance(character.text());
}

qreal SecretField::xOf(std::size_t place) const
{
    qreal x = 0;
    for (std::size_t at = 0; at < place; at = next(at))
        x += advance(at);
    return x;
}

std::size_t SecretField::placeAt(qreal x) const
{
    qreal left = kInset_px - m_scroll;
    for (std::size_t at = 0; at < m_size; at = next(at)) {
        const qreal width = advance(at);
        if (x < left + width / 2)
            return at;
        left += width;
    }
    return m_size;
}

void SecretField::keepCursorInSight()
{
    const qreal room = width() - 2 * kInset_px;
    const qreal x = xOf(m_cursor);
    m_scroll = std::clamp(m_scroll, std::max<qreal>(0, x - room), x);
    m_scroll = std::min(m_scroll, std::max<qreal>(0, xOf(m_size) - room));
}

void SecretField::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    keepCursorInSight();
}

void SecretField::moveTo(std::size_t place, bool select)
{
    m_cursor = place;
    if (!select)
        m_anchor = place;
    keepCursorInSight();
    update();
}

// --- what the user does ---

bool SecretField::moveByKey(QKeyEvent *event)
{
    const bool select = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool whole = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Left:
        if (m_cursor != m_anchor && !select && !whole)
            moveTo(std::min(m_cursor, m_anchor), false);
        else
            moveTo(whole ? 0 : previous(m_cursor), select);
        return true;
    case Qt::Key_Right:
        if (m_cursor != m_anchor && !select && !whole)
            moveTo(std::max(m_cursor, m_anchor), false);
        else
            moveTo(whole ? m_size : next(m_cursor), select);
        return true;
    case Qt::Key_Home:
        moveTo(0, select);
        return true;
    case Qt::Key_End:
        moveTo(m_size, select);
        return true;
    default:
        return false;
    }
}

bool SecretField::removeByKey(const QKeyEvent *event)
{
    const bool back = event->key() == Qt::Key_Backspace;
    if (!back && event->key() != Qt::Key_Delete)
        return false;
    // Whole words would show where they end.
    const bool all = event->modifiers().testFlag(Qt::ControlModifier);
    m_overflowed = false;
    if (m_cursor != m_anchor)
        removeSelection();
    else if (back)
        removeRange(all ? 0 : previous(m_cursor), m_cursor);
    else
        removeRange(m_cursor, all ? m_size : next(m_cursor));
    changed();
    return true;
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste)) {
        paste();
    } else if (event->matches(QKeySequence::SelectAll)) {
        m_anchor = 0;
        moveTo(m_size, true);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT returnPressed();
    } else if (moveByKey(event) || removeByKey(event)) {
        event->accept();
    } else if (const QString text = event->text();
               !text.isEmpty() && text[0].isPrint() &&
               (event->modifiers() & (Qt::ControlModifier | Qt::MetaModifier)) == 0) {
        insertTyped(text);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void SecretField::inputMethodEvent(QInputMethodEvent *event)
{
    if (!event->commitString().isEmpty())
        insertTyped(event->commitString());
    event->accept();
}

// Keys that a shortcut of the window would take from us.
bool SecretField::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Paste) || key->matches(QKeySequence::SelectAll) ||
            (!key->text().isEmpty() && key->text().at(0).isPrint() &&
             (key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) == 0))
            event->accept();
    }
    return QWidget::event(event);
}

void SecretField::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveTo(placeAt(event->position().x()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void SecretField::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        moveTo(placeAt(event->position().x()), true);
}

void SecretField::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Paste")), &QAction::triggered, this, &SecretField::paste);
    connect(menu->addAction(tr("Clear")), &QAction::triggered, this, [this] {
        clear();
        changed();
    });
    menu->popup(event->globalPos());
}

void SecretField::focusInEvent(QFocusEvent *event)
{
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
        m_anchor = 0;
        m_cursor = m_size;
    }
    keepCursorInSight();
    update();
    QWidget::focusInEvent(event);
}

void SecretField::focusOutEvent(QFocusEvent *event)
{
    update();
    QWidget::focusOutEvent(event);
}

void SecretField::reveal(bool on)
{
    if (on == isRevealed())
        return;
    if (on)
        m_hide.start();
    else
        m_hide.stop();
    keepCursorInSight();
    update();
    Q_EMIT revealedChanged(on);
}

void SecretField::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    update();
}

void SecretField::setInvalid(bool invalid)
{
    if (invalid == m_invalid)
        return;
    m_invalid = invalid;
    update();
}

void SecretField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focused = hasFocus();
    const qreal edge = focused ? 2 : 1;
    painter.setPen(QPen(m_theme.color(!isEnabled() ? Tone::Border
                                      : focused    ? Tone::Copper
                                      : m_invalid  ? Tone::Error
                                                   : Tone::BorderControl),
                        edge));
    painter.setBrush(m_theme.color(Tone::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), 4,
                            4);
    const QRectF inner = QRectF(rect()).adjusted(kInset_px, 3, -kInset_px, -3);
    if (isEmpty() && !m_placeholder.isEmpty())
        drawElided(&painter, inner, m_placeholder, m_theme.font(TextRole::Body),
                   m_theme.color(Tone::Text3));
    painter.setClipRect(inner.adjusted(-1, 0, 1, 0));
    painter.setFont(m_theme.font(TextRole::Mono));
    const std::size_t from = std::min(m_cursor, m_anchor);
    const std::size_t to = std::max(m_cursor, m_anchor);
    qreal x = inner.left() - m_scroll;
    for (std::size_t at = 0; at < m_size; at = next(at)) {
        const qreal step = advance(at);
        const QRectF cell(x, inner.top(), step, inner.height());
        const bool selected = focused && at >= from && at < to;
        if (selected)
            painter.fillRect(cell, m_theme.color(Tone::CopperFill));
        painter.setPen(m_theme.color(selected ? Tone::OnCopper : Tone::Text));
        if (isRevealed()) {
            const OneCharacter character(typed().subspan(at, next(at) - at));
            painter.drawText(cell, static_cast<int>(Qt::AlignCenter), character.text());
        } else {
            painter.drawText(cell, static_cast<int>(Qt::AlignCenter), QString(kBullet));
        }
        x += step;
    }
    if (focused) {
        const qreal cursor = std::round(inner.left() + xOf(m_cursor) - m_scroll);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.fillRect(QRectF(cursor, inner.top() + 2, 1, inner.height() - 4),
                         m_theme.color(Tone::Text));
    }
}

} // namespace copper
