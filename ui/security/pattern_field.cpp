// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/pattern_field.h"

#include "core/secrets/credential.h"
#include "ui/text/credential_text.h"
#include "ui/widgets/plain_text.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>

namespace copper {

namespace {

constexpr int kChip_px = 20;
constexpr int kEdge_px = 5;
constexpr int kGap_px = 5;
constexpr int kCross_px = 14;
constexpr int kLine_px = 24;

} // namespace

PatternChip::PatternChip(const Theme &theme, const HostPattern &pattern, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_pattern(pattern)
{
    const QString text = QString::fromStdString(pattern.text());
    setText(displayText(text, 80));
    setObjectName(QStringLiteral("patternChip"));
    setAccessibleName(tr("Used for %1; press to take it away").arg(text));
    setToolTip(tr("Take %1 away").arg(text).toHtmlEscaped());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::ArrowCursor);
    connect(this, &QAbstractButton::clicked, this, &PatternChip::removeRequested);
}

QSize PatternChip::sizeHint() const
{
    const QFontMetrics metrics(m_theme.font(TextRole::Mono));
    return {metrics.horizontalAdvance(text()) + 12 + kCross_px,
            std::max(kChip_px, metrics.height())};
}

void PatternChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(m_theme.color(Tone::Copper), 2) : QPen(Qt::NoPen));
    painter.setBrush(m_theme.color(underMouse() ? Tone::Border : Tone::Hover));
    const qreal inset = hasFocus() ? 1 : 0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 3, 3);
    drawElided(&painter, QRectF(rect()).adjusted(6, 0, -kCross_px - 2, 0), text(),
               m_theme.font(TextRole::Mono), m_theme.color(Tone::Text));
    m_theme.paintIcon(&painter, QRectF(width() - kCross_px - 1, (height() - 10) / 2.0, 10, 10),
                      QStringLiteral("close"), underMouse() ? Tone::Text : Tone::Text2);
}

void PatternChip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT removeRequested();
    else
        QAbstractButton::keyPressEvent(event);
}

PatternField::PatternField(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_line(new QLineEdit(this))
{
    setObjectName(QStringLiteral("patternField"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::IBeamCursor);
    m_line->setObjectName(QStringLiteral("patternLine"));
    m_line->setProperty("bare", true);
    m_line->setAccessibleName(tr("Used for: host, address or pattern"));
    m_line->setPlaceholderText(tr("host, address or pattern"));
    m_line->setMaxLength(static_cast<int>(HostPattern::kMaxTextSize) * 4);
    m_line->installEventFilter(this);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, [this](const QString &text) {
        setProblem({});
        static const QRegularExpression separator(QStringLiteral("[,;\\s]"));
        if (text.contains(separator))
            commit();
        Q_EMIT changed();
    });
    const auto recolour = [this] {
        m_line->setFont(m_theme.font(TextRole::Mono));
        arrange();
    };
    recolour();
    connect(&theme, &Theme::changed, this, recolour);
}

QSize PatternField::sizeHint() const
{
    return {200, m_height};
}

void PatternField::setPatterns(const std::vector<HostPattern> &patterns)
{
    for (PatternChip *chip : m_chips) {
        chip->hide(); // or it shows beside the new ones until the event loop turns
        chip->deleteLater();
    }
    m_chips.clear();
    m_line->clear();
    m_problem.clear();
    for (const HostPattern &pattern : patterns)
        add(pattern);
    arrange();
}

std::vector<HostPattern> PatternField::patterns() const
{
    std::vector<HostPattern> all;
    for (const PatternChip *chip : m_chips)
        all.push_back(chip->pattern());
    return all;
}

PatternChip *PatternField::add(const HostPattern &pattern)
{
    auto *chip = new PatternChip(m_theme, pattern, this);
    connect(chip, &PatternChip::removeRequested, this, [this, chip] { remove(chip); });
    chip->installEventFilter(this);
    chip->show();
    m_chips.push_back(chip);
    // Tab comes in by the line, which is our proxy, and goes out by the last chip. (The other way
    // round the line would stand at the end of the window's chain, and what follows us be skipped.)
    setTabOrder(m_chips.size() > 1 ? static_cast<QWidget *>(m_chips[m_chips.size() - 2]) : m_line,
                chip);
    return chip;
}

void PatternField::remove(PatternChip *chip)
{
    m_chips.erase(std::remove(m_chips.begin(), m_chips.end(), chip), m_chips.end());
    m_line->setFocus();
    chip->hide();
    chip->deleteLater();
    arrange();
    Q_EMIT changed();
}

bool PatternField::commit()
{
    static const QRegularExpression separator(QStringLiteral("[,;\\s]+"));
    const QStringList pieces = m_line->text().split(separator, Qt::SkipEmptyParts);
    QStringList left;
    QString problem;
    for (const QString &piece : pieces) {
        const auto pattern = HostPattern::parse(piece.toStdString());
        if (!pattern || m_chips.size() >= Credential::kMaxPatterns) {
            problem = pattern ? credentialErrorText(CredentialError::TooManyPatterns)
                              : patternErrorText(pattern.error(), piece);
            left << piece;
            continue;
        }
        const std::vector<HostPattern> known = patterns();
        if (std::find(known.begin(), known.end(), *pattern) == known.end())
            add(*pattern);
    }
    m_line->setText(left.join(QLatin1Char(' ')));
    setProblem(problem);
    arrange();
    Q_EMIT changed();
    return left.isEmpty();
}

void PatternField::setProblem(const QString &problem)
{
    m_problem = problem;
    m_line->setAccessibleDescription(problem);
    update();
}

// Chips in rows; the line takes what is left of the last one, or a row of its own.
void PatternField::arrange()
{
    int x = kEdge_px;
    int y = kEdge_px - 1;
    const int right = width() - kEdge_px;
    for (PatternChip *chip : m_chips) {
        const QSize wanted = chip->sizeHint();
        const int chipWidth = std::min(wanted.width(), right - kEdge_px);
        if (x > kEdge_px && x + chipWidth > right) {
            x = kEdge_px;
            y += wanted.height() + kGap_px;
        }
        chip->setGeometry(x, y, chipWidth, wanted.height());
        x += chipWidth + kGap_px;
    }
    const int row = m_chips.empty() ? 0 : m_chips.front()->sizeHint().height() + 2;
    if (!m_chips.empty())
        y += row;
    m_line->setGeometry(kEdge_px + 2, y - (m_chips.empty() ? 1 : 0), right - kEdge_px - 2,
                        kLine_px);
    const int height = m_line->geometry().bottom() + 1 + (m_chips.empty() ? 1 : 2);
    if (height != m_height) {
        m_height = height;
        updateGeometry();
    }
    update();
}

void PatternField::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void PatternField::mousePressEvent(QMouseEvent *)
{
    m_line->setFocus();
}

bool PatternField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        update();
        if (watched == m_line && event->type() == QEvent::FocusOut && !m_line->text().isEmpty())
            commit();
    }
    if (watched != m_line || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        if (m_line->text().trimmed().isEmpty())
            Q_EMIT returnPressed();
        else
            commit();
        return true;
    }
    if (key->key() == Qt::Key_Backspace && m_line->text().isEmpty() && !m_chips.empty()) {
        // Back into the line, to be corrected.
        PatternChip *last = m_chips.back();
        const QString text = QString::fromStdString(last->pattern().text());
        remove(last);
        m_line->setText(text);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void PatternField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focused = m_line->hasFocus();
    const qreal edge = focused ? 2 : 1;
    painter.setPen(QPen(m_theme.color(focused               ? Tone::Copper
                                      : m_problem.isEmpty() ? Tone::BorderControl
                                                            : Tone::Error),
                        edge));
    painter.setBrush(m_theme.color(Tone::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), 4,
                            4);
}

} // namespace copper
