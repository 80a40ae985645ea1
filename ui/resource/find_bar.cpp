// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/find_bar.h"

#include "ui/text/plain_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/toggle_button.h"

#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace copper {

namespace {

constexpr std::size_t kStep = 256U << 10U;
constexpr int kLongestNeedle = 512;

} // namespace

FindBar::FindBar(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_field(new QLineEdit(this)), m_kind(new SegmentedControl(theme, this)),
      m_case(new ToggleButton(theme, QString(), QStringLiteral("Aa"), this)),
      m_previous(new IconButton(theme, QStringLiteral("chevron-up"), tr("Previous place"),
                                QKeySequence(Qt::SHIFT | Qt::Key_Return), this)),
      m_next(new IconButton(theme, QStringLiteral("chevron-down"), tr("Next place"),
                            QKeySequence(Qt::Key_Return), this)),
      m_count(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this))
{
    setObjectName(QStringLiteral("findBar"));
    m_field->setObjectName(QStringLiteral("findField"));
    m_field->setAccessibleName(tr("Find in the payload"));
    m_field->setPlaceholderText(tr("Find in the payload"));
    m_field->setMaxLength(kLongestNeedle);
    m_field->setMinimumWidth(120);
    m_kind->setObjectName(QStringLiteral("findKind"));
    m_kind->setAccessibleName(tr("What is looked for"));
    for (const QString &name : {tr("Text"), tr("Bytes")})
        m_kind->addSegment(name);
    m_case->setObjectName(QStringLiteral("findCase"));
    describe(m_case, tr("Capitals count"));
    m_previous->setObjectName(QStringLiteral("findPrevious"));
    m_next->setObjectName(QStringLiteral("findNext"));
    m_count->setObjectName(QStringLiteral("findCount"));
    auto *shut = new IconButton(theme, QStringLiteral("close"), tr("Close"), {}, this);
    shut->setObjectName(QStringLiteral("findClose"));

    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(16, 5, 8, 5);
    line->setSpacing(8);
    line->addWidget(m_field, 1);
    line->addWidget(m_kind);
    line->addWidget(m_case);
    line->addWidget(m_count);
    line->addWidget(m_previous);
    line->addWidget(m_next);
    line->addWidget(shut);

    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &FindBar::advance);
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::restart);
    connect(m_kind, &QTabBar::currentChanged, this, &FindBar::restart);
    connect(m_case, &QToolButton::toggled, this, &FindBar::restart);
    connect(m_next, &QToolButton::clicked, this, [this] { go(true); });
    connect(m_previous, &QToolButton::clicked, this, [this] { go(false); });
    connect(shut, &QToolButton::clicked, this, &FindBar::close);
    hide();
}

void FindBar::setBytes(std::shared_ptr<const Bytes> bytes)
{
    m_bytes = std::move(bytes);
    restart();
}

void FindBar::open()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    restart();
}

void FindBar::close()
{
    if (!isVisible())
        return;
    hide();
    m_timer.stop();
    m_search = {};
    Q_EMIT found(0, 0);
    Q_EMIT closed();
}

void FindBar::restart()
{
    m_timer.stop();
    m_place.reset();
    m_search = {};
    m_wrong = false;
    if (isHidden() || !m_bytes)
        return;
    const std::string typed = m_field->text().toStdString();
    const bool hex = m_kind->currentIndex() == 1;
    m_case->setEnabled(!hex);
    auto needle = hex ? fromHex(typed) : std::optional(toOwned(asBytes(typed)));
    m_wrong = !needle;
    if (needle && !needle->empty()) {
        m_search = ByteSearch(*m_bytes, std::move(*needle), hex || m_case->isChecked());
        m_timer.start();
    } else {
        Q_EMIT found(0, 0);
    }
    say();
}

void FindBar::advance()
{
    QElapsedTimer clock;
    clock.start();
    while (!m_search.step(kStep) && clock.elapsed() < kSlice_ms) {
    }
    if (m_search.isDone())
        m_timer.stop();
    if (!m_place && m_search.count() > 0) {
        m_place = m_search.places().front();
        m_number = 0;
        Q_EMIT found(static_cast<qsizetype>(*m_place),
                     static_cast<qsizetype>(m_search.needleSize()));
    }
    if (m_search.isDone() && m_search.count() == 0)
        Q_EMIT found(0, 0);
    say();
}

void FindBar::go(bool forward)
{
    if (!m_place)
        return;
    m_place = forward ? m_search.next(*m_place, m_number) : m_search.previous(*m_place, m_number);
    Q_EMIT found(static_cast<qsizetype>(*m_place), static_cast<qsizetype>(m_search.needleSize()));
    say();
}

void FindBar::say()
{
    const auto grouped = [](std::uint64_t value) {
        return groupedNumber(static_cast<qint64>(value));
    };
    const bool asked = !m_field->text().isEmpty();
    m_previous->setEnabled(m_place.has_value());
    m_next->setEnabled(m_place.has_value());
    m_count->setTone(m_wrong || (asked && !m_timer.isActive() && !m_place) ? Tone::Error
                                                                           : Tone::Text2);
    if (m_wrong) {
        m_count->setText(tr("not hex"));
    } else if (!asked) {
        m_count->setText({});
    } else if (!m_place) {
        m_count->setText(m_timer.isActive() ? tr("looking…") : tr("not found"));
    } else {
        const QString all = m_timer.isActive() ? grouped(m_search.count()) + QStringLiteral("…")
                                               : grouped(m_search.count());
        m_count->setText(tr("%1 of %2").arg(grouped(m_number + 1), all));
    }
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        go((event->modifiers() & Qt::ShiftModifier) == 0);
    else if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace copper
