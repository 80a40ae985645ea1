// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/status_strip.h"

#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace copper {

namespace {

constexpr double kRemarkShown_s = 6;

// Messages per second of the last minute.
class RateLine final : public QWidget
{
public:
    RateLine(const Theme &theme, const SessionFeed &feed, QWidget *parent)
        : QWidget(parent), m_theme(theme), m_feed(feed)
    {
        setFixedSize(72, 16);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QList<QPointF> points;
        for (const std::uint32_t count : m_feed.messagesPerSecond())
            points << QPointF(static_cast<qreal>(points.size()), count);
        if (points.size() < 2)
            return;
        QPainter painter(this);
        SparklineLook look;
        look.tone = Tone::Text3;
        look.fromZero = true;
        paintSparkline(&painter, QRectF(rect()), points, m_theme, look);
    }

private:
    const Theme &m_theme;
    const SessionFeed &m_feed;
};

int asInt(std::uint64_t value)
{
    return static_cast<int>(std::min<std::uint64_t>(value, 2'000'000'000));
}

} // namespace

StatusStrip::StatusStrip(const Theme &theme, Workspace &workspace, QWidget *parent)
    : Ground(theme, Tone::Chrome, Qt::TopEdge, parent), m_workspace(workspace)
{
    setObjectName(QStringLiteral("statusStrip"));
    setFixedHeight(26);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 1, 12, 0);
    layout->setSpacing(16);
    const auto label = [&](const char *name) {
        auto *made = new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this);
        made->setObjectName(QLatin1String(name));
        return made;
    };
    m_devices = label("statusDevices");
    m_observations = label("statusObservations");
    m_rate = label("statusRate");
    m_rateLine = new RateLine(theme, workspace.feed(), this);
    m_retransmissions = label("statusRetransmissions");
    m_drops = label("statusDrops");
    m_drops->setTone(Tone::Warn);
    m_activity = label("statusActivity");
    m_activity->setElideMode(Qt::ElideRight);
    m_discovery = new QPushButton(this);
    m_discovery->setObjectName(QStringLiteral("statusDiscovery"));
    m_discovery->setProperty("link", true);
    m_discovery->setFont(theme.font(TextRole::Small));
    describe(m_discovery, tr("What was asked, and what came back"));
    connect(m_discovery, &QPushButton::clicked, this, &StatusStrip::discoveryClicked);
    m_keyLog = label("statusKeyLog");
    m_keyLog->setTone(Tone::Warn);
    m_keyLog->hide();
    m_lock = label("statusLock");
    m_protection = label("statusProtection");
    layout->addWidget(m_devices);
    layout->addWidget(m_observations);
    layout->addWidget(m_rate);
    layout->addWidget(m_rateLine);
    layout->addWidget(m_retransmissions);
    layout->addWidget(m_drops);
    layout->addStretch(1);
    layout->addWidget(m_activity);
    layout->addWidget(m_discovery);
    layout->addWidget(m_keyLog);
    auto *protection = new QHBoxLayout;
    protection->setSpacing(5);
    protection->addWidget(m_lock);
    protection->addWidget(m_protection);
    layout->addLayout(protection);
    const auto load = [this, &theme] {
        m_lock->setPixmap(theme.fixedIcon(QStringLiteral("secure-up"), Tone::Verdigris)
                              .pixmap(QSize(12, 12), devicePixelRatioF()));
    };
    load();
    connect(&theme, &Theme::changed, m_lock, load);
    connect(&workspace.secureSessions(), &SecureSessionList::sessionsChanged, this,
            &StatusStrip::sayProtection);
    sayProtection();
    refresh();
}

void StatusStrip::sayProtection()
{
    const auto up = static_cast<int>(m_workspace.secureSessions().sessions().size());
    m_lock->setVisible(up > 0);
    m_protection->setText(up == 0 ? tr("In the clear") : tr("DTLS %n up", nullptr, up));
    m_protection->setToolTip((up == 0
                                  ? tr("No DTLS session is up: what is asked by coap travels in "
                                       "the clear")
                                  : tr("DTLS sessions that are up; what is asked by coap travels "
                                       "in the clear all the same"))
                                 .toHtmlEscaped());
}

void StatusStrip::setKeyLog(const QString &path)
{
    m_keyLog->setVisible(!path.isEmpty());
    m_keyLog->setText(tr("Key log on"));
    m_keyLog->setToolTip(
        tr("The keys of sessions are written to %1: whoever has it reads the traffic")
            .arg(path)
            .toHtmlEscaped());
}

QString StatusStrip::discoveryText() const
{
    if (const Sweep *sweep = m_workspace.sweeps().running())
        return tr("Discovering: %n answers", nullptr, static_cast<int>(sweep->counts.answers));
    if (const auto last = m_workspace.lastDiscovery()) {
        const double age = m_workspace.now().secondsSince(*last);
        return age < 1 ? tr("Discovery just now") : tr("Discovery %1 ago").arg(shortSpan(age));
    }
    const QStringList interfaces = m_workspace.discoveryChoice().usableInterfaces();
    if (interfaces.isEmpty())
        return tr("No interface for multicast");
    QStringList shown;
    for (const QString &name : interfaces.mid(0, 3))
        shown << displayText(name, 16);
    return tr("Ready on %1").arg(shown.join(QStringLiteral(", ")));
}

QString StatusStrip::firmwareText() const
{
    const FirmwareTotals totals = m_workspace.firmware().totals();
    const auto jobs = static_cast<int>(m_workspace.firmware().jobs().size());
    const int finished = totals.done + totals.verified;
    if (jobs == 0 || (totals.active == 0 && totals.queued == 0 && totals.linkLost == 0))
        return {};
    QString text = tr("Firmware %1 of %2 done").arg(finished).arg(jobs);
    if (totals.failed > 0)
        text += tr(", %1 failed").arg(totals.failed);
    return text;
}

void StatusStrip::refresh()
{
    const auto devices = static_cast<int>(m_workspace.devices().devices().size());
    m_devices->setText(devices == 0 ? tr("No devices yet") : tr("%n devices", nullptr, devices));
    const auto observations = static_cast<int>(m_workspace.observations().observationCount());
    m_observations->setText(tr("%n observations", nullptr, observations));
    m_observations->setVisible(devices > 0);
    const SessionFeed &feed = m_workspace.feed();
    const auto &rates = feed.messagesPerSecond();
    m_rate->setText(tr("%1 msg/s").arg(rates.empty() ? 0U : rates.back()));
    m_rate->setVisible(devices > 0);
    m_rateLine->setVisible(devices > 0);
    m_rateLine->update();
    const TrafficCounters &counters = feed.counters();
    m_retransmissions->setText(tr("%n retransmissions", nullptr, asInt(counters.retransmissions)));
    m_retransmissions->setVisible(devices > 0);
    const std::uint64_t drops = counters.kernelDrops + counters.traceDrops;
    m_drops->setVisible(drops > 0);
    m_drops->setText(tr("%n not recorded", nullptr, asInt(drops)));
    m_drops->setToolTip(
        tr("%1 lost in the system's buffer before they were read, %2 not kept in the packet log "
           "because the window could not follow")
            .arg(counters.kernelDrops)
            .arg(counters.traceDrops)
            .toHtmlEscaped());
    const bool remark = !m_remark.isEmpty() && m_workspace.now() < m_remarkUntil;
    m_activity->setText(remark ? m_remark : firmwareText());
    m_activity->setTone(remark ? Tone::Text : Tone::Text2);
    m_discovery->setText(discoveryText());
}

void StatusStrip::showRemark(const QString &sentence)
{
    m_remark = displayText(sentence);
    m_remarkUntil = plusSeconds(m_workspace.now(), kRemarkShown_s);
    refresh();
}

} // namespace copper
