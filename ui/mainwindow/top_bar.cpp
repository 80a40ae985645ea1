// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/top_bar.h"

#include "ui/mainwindow/discovery_menu.h"
#include "ui/widgets/freshness_bar.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/toggle_button.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace copper {

SearchButton::SearchButton(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("searchButton"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setMaximumWidth(440);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    describe(this, tr("Search devices, resources and commands"),
             QKeySequence(Qt::CTRL | Qt::Key_K));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SearchButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal pen = hasFocus() ? 2 : 1;
    painter.setPen(QPen(m_theme.color(hasFocus()             ? Tone::Copper
                                      : underMouse()         ? Tone::BorderControl
                                      : m_theme.isContrast() ? Tone::BorderControl
                                                             : Tone::BorderButton),
                        pen));
    painter.setBrush(m_theme.color(Tone::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), 4, 4);
    m_theme.paintIcon(&painter, QRectF(9, (height() - 16) / 2.0, 16, 16), QStringLiteral("search"),
                      Tone::Text2);
    const QString keys = QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText);
    const QSizeF cap = keyCapSize(m_theme, keys);
    drawElided(&painter, QRectF(33, 0, width() - 33 - cap.width() - 16, height()),
               tr("Search devices, resources and commands"), m_theme.font(TextRole::Body),
               m_theme.color(Tone::Text3));
    paintKeyCap(&painter, QPointF(width() - cap.width() - 7, (height() - cap.height()) / 2),
                m_theme, keys);
}

RecordButton::RecordButton(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("recordButton"));
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QString RecordButton::label() const
{
    return isChecked() ? tr("Recording") : tr("Record");
}

void RecordButton::setElapsed(int seconds)
{
    if (seconds == m_elapsed_s)
        return;
    m_elapsed_s = seconds;
    updateGeometry();
    update();
}

QSize RecordButton::sizeHint() const
{
    const QFontMetrics metrics(m_theme.font(TextRole::Body));
    const QString widest = m_elapsed_s < 600 ? QStringLiteral("0:00") : QStringLiteral("0000:00");
    const int time = isChecked() ? metrics.horizontalAdvance(widest) + 6 : 0;
    return {metrics.horizontalAdvance(label()) + 36 + time, 28};
}

void RecordButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(m_theme.color(Tone::Copper), 2) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? QBrush(m_theme.color(Tone::Hover)) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
    const QPointF centre(15, height() / 2.0);
    if (isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Tone::ErrorFill));
        painter.drawEllipse(centre, 5, 5);
    } else {
        painter.setPen(QPen(m_theme.color(Tone::Text2), 1.3));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, 5, 5);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Tone::Text2));
        painter.drawEllipse(centre, 2.2, 2.2);
    }
    const QFont font = m_theme.font(TextRole::Body);
    const qreal used = drawElided(&painter, QRectF(28, 0, width() - 28, height()), label(), font,
                                  m_theme.color(Tone::Text));
    if (isChecked())
        drawElided(&painter, QRectF(28 + used + 6, 0, width() - 34 - used, height()),
                   QStringLiteral("%1:%2")
                       .arg(m_elapsed_s / 60)
                       .arg(m_elapsed_s % 60, 2, 10, QLatin1Char('0')),
                   font, m_theme.color(Tone::Text2));
}

TopBar::TopBar(const Theme &theme, Workspace &workspace, QMenu *mainMenu, QWidget *parent)
    : Ground(theme, Tone::Chrome, Qt::BottomEdge, parent), m_theme(theme), m_workspace(workspace),
      m_discoveryMenu(new DiscoveryMenu(workspace.discoveryChoice(), this)),
      m_menu(new IconButton(theme, QStringLiteral("menu"), tr("Menu"), QKeySequence(Qt::Key_F10),
                            this)),
      m_discover(new QPushButton(theme.icon(QStringLiteral("discover")), tr("Discover"), this)),
      m_discoverMenuButton(new QPushButton(this)),
      m_add(new QPushButton(theme.icon(QStringLiteral("add")), tr("Add device"), this)),
      m_search(new SearchButton(theme, this)), m_record(new RecordButton(theme, this)),
      m_memory(new FreshnessBar(theme, 62, this)),
      m_memoryText(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this))
{
    setObjectName(QStringLiteral("topBar"));
    setFixedHeight(44);
    m_menu->setObjectName(QStringLiteral("mainMenuButton"));
    m_menu->setMenu(mainMenu);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_discover->setObjectName(QStringLiteral("discoverButton"));
    m_discover->setProperty("joined", QStringLiteral("left"));
    describe(m_discover, tr("Ask every device on the chosen networks"),
             QKeySequence(Qt::CTRL | Qt::Key_D));
    m_discoverMenuButton->setObjectName(QStringLiteral("discoverMenuButton"));
    m_discoverMenuButton->setIcon(theme.icon(QStringLiteral("chevron-down")));
    m_discoverMenuButton->setProperty("joined", QStringLiteral("right"));
    m_discoverMenuButton->setMenu(m_discoveryMenu);
    describe(m_discoverMenuButton, tr("Interfaces, groups and time of a discovery"));
    m_add->setObjectName(QStringLiteral("addDevice"));
    describe(m_add, tr("Add a device by its address"), QKeySequence(Qt::CTRL | Qt::Key_N));
    m_memory->setTone(Tone::Text3);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 10, 1);
    layout->setSpacing(8);
    layout->addWidget(m_menu);
    auto *pair = new QHBoxLayout;
    pair->setSpacing(0);
    pair->addWidget(m_discover);
    pair->addWidget(m_discoverMenuButton);
    layout->addLayout(pair);
    layout->addWidget(m_add);
    layout->addStretch(1);
    layout->addWidget(m_search, 100);
    layout->addStretch(1);
    layout->addWidget(m_record);
    layout->addWidget(new Line(theme, Qt::Vertical, this));
    layout->addWidget(new PlainLabel(theme, tr("Trace"), TextRole::Small, Tone::Text2, this));
    layout->addWidget(m_memory);
    layout->addWidget(m_memoryText);
    connect(m_discover, &QPushButton::clicked, this, &TopBar::discoverClicked);
    connect(m_add, &QPushButton::clicked, this, &TopBar::addDeviceClicked);
    connect(m_search, &QAbstractButton::clicked, this, &TopBar::searchClicked);
    connect(m_record, &QAbstractButton::toggled, this,
            [this](bool on) { m_workspace.setRecording(on); });
    connect(&workspace, &Workspace::recordingChanged, this, &TopBar::updateRecording);
    connect(&workspace.discoveryChoice(), &DiscoveryChoice::changed, this,
            [this] { setDiscovering(m_workspace.isDiscovering()); });
    updateRecording();
    refresh();
}

QWidget *TopBar::addDeviceAnchor() const
{
    return m_add;
}

QWidget *TopBar::firstFocus() const
{
    return m_discover;
}

void TopBar::setDiscovering(bool on)
{
    m_discover->setText(on ? tr("Stop") : tr("Discover"));
    m_discover->setEnabled(on || m_workspace.discoveryChoice().canDiscover());
    describe(m_discover,
             on ? tr("Stop collecting answers")
             : m_workspace.discoveryChoice().canDiscover()
                 ? tr("Ask every device on the chosen networks")
                 : tr("Choose an interface and a group in the menu"),
             QKeySequence(Qt::CTRL | Qt::Key_D));
}

void TopBar::updateRecording()
{
    const bool on = m_workspace.isRecording();
    m_record->setChecked(on);
    describe(m_record, on ? tr("Stop recording messages") : tr("Record every message"),
             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    m_recordingSince = m_workspace.now();
    m_record->updateGeometry();
    refresh();
}

void TopBar::refresh()
{
    if (m_workspace.isRecording())
        m_record->setElapsed(
            std::max(0, static_cast<int>(m_workspace.now().secondsSince(m_recordingSince))));
    const MessageLog &log = m_workspace.log();
    const auto used = static_cast<double>(log.bytesUsed());
    const auto limit = static_cast<double>(log.byteLimit());
    m_memory->setShare(used / limit);
    m_memory->setTone(used > 0.95 * limit ? Tone::WarnFill : Tone::Text3);
    constexpr double kMebi = 1024.0 * 1024.0;
    m_memoryText->setText(tr("%1 / %2 MiB").arg(qRound(used / kMebi)).arg(qRound(limit / kMebi)));
    m_memoryText->setToolTip(
        tr("%n messages kept; the oldest leave first when it is full", nullptr,
           static_cast<int>(std::min<std::uint64_t>(log.size(), 2'000'000'000)))
            .toHtmlEscaped());
}

} // namespace copper
