// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firmware/firmware_head.h"

#include "ui/firmware/firmware_settings_popup.h"
#include "ui/firmware/firmware_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace copper {

namespace {

// The chip on its copper ground; opens the file dialog.
class ImageButton final : public QToolButton
{
public:
    ImageButton(const Theme &theme, QWidget *parent) : QToolButton(parent), m_theme(theme)
    {
        setFixedSize(40, 40);
        setFocusPolicy(Qt::StrongFocus);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? QPen(m_theme.color(Tone::Copper), 2) : QPen(Qt::NoPen));
        painter.setBrush(m_theme.color(Tone::CopperTint));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
        m_theme.paintIcon(&painter, QRectF(10, 10, 20, 20), QStringLiteral("firmware"),
                          Tone::Copper);
    }

private:
    const Theme &m_theme;
};

QString shortDigest(const QByteArray &sha256)
{
    const QString hex = QString::fromLatin1(sha256.toHex());
    return hex.left(4) + QLatin1Char(' ') + hex.mid(4, 4) + QStringLiteral(" \u2026 ") +
           hex.right(4);
}

} // namespace

FirmwareHead::FirmwareHead(const Theme &theme, Workspace &workspace, QWidget *parent)
    : Ground(theme, Tone::Base, Qt::BottomEdge, parent), m_theme(theme),
      m_queue(workspace.firmware()), m_imageButton(new ImageButton(theme, this)),
      m_name(new PlainLabel(theme, QString(), TextRole::Title, Tone::Text, this)),
      m_details(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_plan(new PlainLabel(theme, QString(), TextRole::BodyStrong, Tone::Text, this)),
      m_blocks(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_devices(new QPushButton(theme.icon(QStringLiteral("add")), tr("Devices"), this)),
      m_parallel(new QSpinBox(this)),
      m_settings(new IconButton(theme, QStringLiteral("more"), tr("How the image is sent"),
                                QKeySequence(), this)),
      m_start(new QPushButton(theme.fixedIcon(QStringLiteral("sending"), Tone::OnCopper),
                              tr("Start"), this)),
      m_pauseAll(new QPushButton(theme.icon(QStringLiteral("pause")), tr("Pause all"), this)),
      m_cancelAll(new QPushButton(theme.icon(QStringLiteral("close")), tr("Cancel all"), this))
{
    setFixedHeight(74);
    m_imageButton->setObjectName(QStringLiteral("firmwareImage"));
    describe(m_imageButton, tr("Choose another image"), QKeySequence(Qt::CTRL | Qt::Key_O));
    m_name->setObjectName(QStringLiteral("firmwareImageName"));
    m_name->setElideMode(Qt::ElideMiddle);
    m_details->setElideMode(Qt::ElideRight);
    m_details->setObjectName(QStringLiteral("firmwareImageDetails"));
    m_plan->setElideMode(Qt::ElideRight);
    m_blocks->setElideMode(Qt::ElideRight);
    m_devices->setObjectName(QStringLiteral("firmwareDevices"));
    describe(m_devices, tr("Choose the devices to update"));
    m_parallel->setObjectName(QStringLiteral("firmwareParallel"));
    m_parallel->setRange(1, FirmwareSettings::kMaxParallel);
    m_parallel->setAccessibleName(tr("Devices at once"));
    m_parallel->setToolTip(tr("So many devices get the image at once"));
    m_parallel->setFixedWidth(56);
    m_settings->setObjectName(QStringLiteral("firmwareSettingsButton"));
    m_start->setObjectName(QStringLiteral("firmwareStart"));
    m_start->setProperty("primary", true);
    m_pauseAll->setObjectName(QStringLiteral("firmwarePauseAll"));
    m_cancelAll->setObjectName(QStringLiteral("firmwareCancelAll"));
    describe(m_cancelAll, tr("Cancel every device that is not finished"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 10, 1);
    layout->setSpacing(10);
    layout->addWidget(m_imageButton);
    layout->addSpacing(2);
    const auto lines = [&](QWidget *first, QWidget *second, int stretch) {
        auto *column = new QVBoxLayout;
        column->setSpacing(1);
        column->addStretch(1);
        column->addWidget(first);
        column->addWidget(second);
        column->addStretch(1);
        layout->addLayout(column, stretch);
    };
    lines(m_name, m_details, 5);
    auto *divider = new Line(theme, Qt::Vertical, this);
    divider->setFixedHeight(48);
    layout->addWidget(divider);
    layout->addSpacing(4);
    lines(m_plan, m_blocks, 4);
    layout->addWidget(m_devices);
    layout->addWidget(new PlainLabel(theme, tr("At once"), TextRole::Small, Tone::Text2, this));
    layout->addWidget(m_parallel);
    layout->addWidget(m_settings);
    layout->addWidget(m_start);
    layout->addWidget(m_pauseAll);
    layout->addWidget(m_cancelAll);
    connect(m_imageButton, &QToolButton::clicked, this, &FirmwareHead::imageWanted);
    connect(m_devices, &QPushButton::clicked, this, [this] { Q_EMIT devicesWanted(m_devices); });
    connect(m_parallel, &QSpinBox::valueChanged, this, [this](int value) {
        FirmwareSettings settings = m_queue.settings();
        if (settings.parallel == value)
            return;
        settings.parallel = value;
        m_queue.setSettings(settings);
    });
    connect(m_settings, &QToolButton::clicked, this, [this] {
        if (m_settingsPopup == nullptr)
            m_settingsPopup = new FirmwareSettingsPopup(m_theme, m_queue, window());
        m_settingsPopup->open(m_settings);
    });
    connect(m_start, &QPushButton::clicked, this, [this] { m_queue.start(); });
    connect(m_pauseAll, &QPushButton::clicked, this, [this] {
        if (m_queue.isRunning())
            m_queue.pauseAll();
        else
            m_queue.resumeAll();
    });
    connect(m_cancelAll, &QPushButton::clicked, this, [this] { m_queue.cancelAll(); });
    refresh();
}

QString FirmwareHead::imageLine() const
{
    const FirmwareImage &image = *m_queue.image();
    QString line = byteSize(image.bytes);
    if (!image.version.isEmpty())
        line += tr(", version %1").arg(image.version);
    line += image.sha256.isEmpty() ? tr(", SHA-256 is being computed")
                                   : tr(", SHA-256 %1").arg(shortDigest(image.sha256));
    return line;
}

void FirmwareHead::refreshPlan()
{
    const FirmwarePlan plan = m_queue.plan();
    const FirmwareSettings &settings = m_queue.settings();
    const QString devices = tr("%n devices", nullptr, static_cast<int>(plan.devices));
    QString first = devices;
    if (!plan.fromVersion.isEmpty() && !plan.toVersion.isEmpty())
        first = tr("%1 \u2192 %2 on %3")
                    .arg(displayText(plan.fromVersion, 24), plan.toVersion, devices);
    else if (!plan.toVersion.isEmpty())
        first = tr("%1 on %2").arg(plan.toVersion, devices);
    m_plan->setText(first);
    const std::string_view method = codeName(settings.method);
    m_blocks->setText(
        plan.problem != FirmwarePlan::Problem::None
            ? problemSentence(plan.problem, settings)
            : tr("%1 blocks of %2 bytes, %3 %4")
                  .arg(groupedNumber(static_cast<qint64>(plan.blocks)))
                  .arg(plan.blockSize)
                  .arg(QString::fromUtf8(method.data(), static_cast<qsizetype>(method.size())),
                       displayText(settings.path, 60)));
    m_blocks->setTone(plan.problem == FirmwarePlan::Problem::ImageTooLarge ||
                              plan.problem == FirmwarePlan::Problem::BadBlockSize
                          ? Tone::Error
                          : Tone::Text2);
}

void FirmwareHead::refreshButtons()
{
    const FirmwareTotals totals = m_queue.totals();
    const bool ready = m_queue.plan().problem == FirmwarePlan::Problem::None;
    const bool running = m_queue.isRunning();
    m_start->setVisible(!running && totals.queued > 0);
    m_start->setEnabled(ready);
    describe(m_start, ready ? tr("Send the image to the devices that wait")
                            : problemSentence(m_queue.plan().problem, m_queue.settings()));
    const bool canResume = !running && totals.paused > 0;
    m_pauseAll->setVisible(running || canResume);
    m_pauseAll->setText(canResume ? tr("Resume all") : tr("Pause all"));
    m_pauseAll->setIcon(m_theme.icon(canResume ? QStringLiteral("play") : QStringLiteral("pause")));
    describe(m_pauseAll, canResume ? tr("Go on with every paused device")
                                   : tr("Pause every device; nothing is lost"));
    m_cancelAll->setVisible(running || totals.paused > 0);
    m_parallel->setValue(m_queue.settings().parallel);
}

void FirmwareHead::refresh()
{
    if (m_queue.image()) {
        m_name->setUntrustedText(m_queue.image()->fileName);
        m_details->setText(m_problem.isEmpty() ? imageLine() : m_problem);
        m_details->setToolTip(toolTipText(QString::fromLatin1(m_queue.image()->sha256.toHex())));
    } else {
        m_name->setText(tr("No image"));
        m_details->setText(m_problem.isEmpty() ? tr("Choose the file to send") : m_problem);
    }
    m_details->setTone(m_problem.isEmpty() ? Tone::Text2 : Tone::Error);
    refreshPlan();
    refreshButtons();
}

void FirmwareHead::showProblem(const QString &sentence)
{
    m_problem = sentence;
    refresh();
}

} // namespace copper
