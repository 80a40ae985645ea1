// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour.h"

#include "ui/dashboard/chart_panel.h"
#include "ui/dashboard/dashboard_room.h"
#include "ui/firmware/firmware_room.h"
#include "ui/firmware/firmware_table.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QTabBar>
#include <QTimer>

#include <cstdio>

namespace copper {

namespace {
constexpr QSize kPicture_px(1440, 900);
constexpr int kImage_kib = 212;
constexpr int kDiscover_ms = 15'000;
constexpr int kValues_ms = 60'000;
constexpr int kHandshake_ms = 20'000;
constexpr int kLongest_ms = 180'000;
constexpr double kChartFilled_s = 40;
// A command of the palette in the language of the window.
QString paletteCommand(const char *text, const char *resource)
{
    return QLatin1Char('>') +
           QCoreApplication::translate("Palette", text).arg(QLatin1String(resource));
}

} // namespace

Tour::Tour(Application &application, QString folder, QString scratchFolder, QObject *parent)
    : QObject(parent), m_app(application), m_hands(application.window()),
      m_folder(std::move(folder)), m_scratch(std::move(scratchFolder))
{}

void Tour::start()
{
    QTimer::singleShot(0, this, &Tour::run);
    // Ends nested event loops too, should a step open one that nobody closes.
    QTimer::singleShot(kLongest_ms, this, [this] {
        m_hands.fail(tr("The tour took longer than %1 s").arg(kLongest_ms / 1000));
        Q_EMIT finished(m_hands.failure());
    });
}

void Tour::run()
{
    if (!QDir().mkpath(m_folder))
        m_hands.fail(tr("The folder %1 cannot be made").arg(m_folder));
    m_app.window().resize(kPicture_px);
    connect(&m_app, &Application::demoFailed, this,
            [this](const QString &sentence) { m_hands.fail(sentence); });
    m_hands.waitFor(tr("The rooms are made"), 3000, [this] { return m_app.hasRooms(); });
    welcome();
    observe();
    resource();
    firmware();
    packets();
    securityAndPalette();
    dashboard();
    if (!m_hands.ok())
        m_app.window().grab().save(m_folder + QStringLiteral("/failed.png"));
    Q_EMIT finished(m_hands.failure());
}

void Tour::shoot(const QString &name)
{
    if (!m_hands.ok())
        return;
    ++m_number;
    const ThemeChoice before = m_app.theme().choice();
    for (const bool dark : {false, true}) {
        m_app.theme().setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        m_hands.letPass(60);
        const QString path =
            QStringLiteral("%1/%2-%3-%4.png")
                .arg(m_folder)
                .arg(m_number, 2, 10, QLatin1Char('0'))
                .arg(name, dark ? QStringLiteral("dark") : QStringLiteral("light"));
        const QPixmap picture = m_app.window().grab();
        if (picture.deviceIndependentSize().toSize() != kPicture_px || !picture.save(path)) {
            m_hands.fail(tr("%1 cannot be written").arg(path));
            return;
        }
        std::fputs(qPrintable(path + QLatin1Char('\n')), stdout);
        std::fflush(stdout);
    }
    m_app.theme().setChoice(before);
}

void Tour::command(const QString &text)
{
    m_hands.key(Qt::Key_K, Qt::ControlModifier);
    m_hands.type(text);
    m_hands.key(Qt::Key_Return);
}

void Tour::welcome()
{
    m_hands.letPass(200);
    shoot(QStringLiteral("welcome"));
    m_hands.click("welcomeDemo");
    m_hands.waitFor(tr("Six boards answer"), kDiscover_ms, [this] {
        return m_app.workspace().devices().devices().size() >= DemoNetwork::kBoards;
    });
    m_hands.click("noticeAction");
    m_hands.waitFor(tr("The demo key is added"), 3000,
                    [this] { return m_app.keyRing().hasDemoKey(); });
}

void Tour::observe()
{
    for (const char *what :
         {"greenhouse-1 /sensors/temp", "greenhouse-1 /sensors/hum", "lamp-2 /light/power"})
        command(paletteCommand("Chart %1", what));
    command(paletteCommand("Observe %1", "meter-3 /power"));
    m_hands.waitFor(tr("Values arrive"), kValues_ms, [this] {
        return m_app.workspace().observations().observationCount() >= 3 &&
               m_app.workspace().samples().all().size() >= 3;
    });
    m_observedSince = m_app.workspace().now();
}

void Tour::resource()
{
    m_hands.key(Qt::Key_1, Qt::ControlModifier);
    m_hands.key(Qt::Key_K, Qt::ControlModifier);
    m_hands.type(QStringLiteral("greenhouse-1 /sensors/pack"));
    m_hands.key(Qt::Key_Return, Qt::ControlModifier); // sends a GET
    m_hands.waitFor(tr("The device answers"), 5000, [this] {
        const auto &entries = m_app.workspace().history().entries();
        return !entries.empty() && entries.back().response.has_value();
    });
    m_hands.letPass(200);
    shoot(QStringLiteral("resource"));
}

void Tour::dashboard()
{
    m_hands.key(Qt::Key_2, Qt::ControlModifier);
    auto *ranges = qobject_cast<QTabBar *>(m_hands.visible("ranges"));
    if (ranges != nullptr)
        m_hands.clickAt(ranges, ranges->tabRect(0).center());
    m_hands.waitFor(tr("The charts have points"), kValues_ms, [this] {
        const auto panels = m_app.dashboard().findChildren<ChartPanel *>();
        return !panels.isEmpty() && panels.front()->plot().pointCount() >= 8 &&
               m_app.workspace().now().secondsSince(m_observedSince) > kChartFilled_s;
    });
    const auto panels = m_app.dashboard().findChildren<ChartPanel *>();
    if (!m_hands.ok())
        return;
    ChartPlot &plot = panels.front()->plot();
    const QRectF area = plot.frame().plot;
    const auto at = [&](double share) {
        return QPointF(area.left() + area.width() * share, area.center().y()).toPoint();
    };
    m_hands.moveTo(plot.viewport(), at(0.75));
    shoot(QStringLiteral("dashboard"));
    m_hands.drag(plot.viewport(), at(0.7), at(0.95));
    m_hands.waitFor(tr("The chart is zoomed"), 2000,
                    [this] { return m_app.dashboard().timeWindow().isZoomed(); });
    shoot(QStringLiteral("dashboard-zoomed"));
    m_hands.click("backToLive");
}

bool Tour::makeImage(const QString &path)
{
    QFile image(path);
    if (!image.open(QIODevice::WriteOnly))
        return false;
    QByteArray bytes;
    for (int i = 0; i < kImage_kib * 1024; ++i)
        bytes.append(static_cast<char>((i * 131 + i / 1024) & 0xff));
    return image.write(bytes) == bytes.size();
}

void Tour::firmware()
{
    const QString path = m_scratch + QStringLiteral("/greenhouse-node-1.5.0.bin");
    if (!makeImage(path))
        m_hands.fail(tr("%1 cannot be written").arg(path));
    m_hands.key(Qt::Key_3, Qt::ControlModifier);
    shoot(QStringLiteral("firmware-empty"));
    m_hands.click("chooseImage");
    m_hands.waitFor(tr("The file dialog opens"), 3000, [this] {
        const auto *dialog = m_app.firmware().findChild<QFileDialog *>();
        return dialog != nullptr && dialog->isVisible();
    });
    if (auto *dialog = m_app.firmware().findChild<QFileDialog *>();
        dialog != nullptr && m_hands.ok()) {
        auto *name = dialog->findChild<QLineEdit *>();
        name->setFocus();
        name->selectAll();
        m_hands.paste(path);
        m_hands.key(Qt::Key_Return);
    }
    m_hands.waitFor(tr("The image is taken"), 3000,
                    [this] { return m_app.workspace().firmware().image().has_value(); });
    m_hands.click("firmwareSettingsButton");
    if (QWidget *verify = m_hands.visible("firmwareVerifyPath"))
        m_hands.clickAt(verify, verify->rect().center());
    m_hands.type(QStringLiteral("/firmware"));
    m_hands.key(Qt::Key_Return);
    m_hands.key(Qt::Key_Escape);
    m_hands.click("chooseDevices");
    m_hands.click("deviceChooserAdd");
    m_hands.waitFor(tr("Devices are listed"), 2000,
                    [this] { return !m_app.workspace().firmware().jobs().empty(); });
    m_hands.letPass(150);
    m_hands.click("firmwareStart");
    m_hands.waitFor(tr("The images are sent and read back"), kValues_ms, [this] {
        const FirmwareTotals totals = m_app.workspace().firmware().totals();
        return totals.verified > 0 && totals.active == 0;
    });
    m_hands.letPass(150);
    shoot(QStringLiteral("firmware"));
}

void Tour::packets()
{
    m_hands.key(Qt::Key_4, Qt::ControlModifier);
    m_hands.waitFor(tr("Messages are recorded"), 3000,
                    [this] { return m_app.workspace().log().size() > 0; });
    m_hands.letPass(200);
    shoot(QStringLiteral("packets"));
    command(paletteCommand("Show packets of %1", "greenhouse-1 /sensors/temp"));
    m_hands.letPass(200);
    shoot(QStringLiteral("packets-filtered"));
}

void Tour::securityAndPalette()
{
    m_hands.key(Qt::Key_5, Qt::ControlModifier);
    m_hands.click("handshakeTest");
    m_hands.waitFor(tr("The handshake is tested"), kHandshake_ms, [this] {
        return m_app.workspace().handshakeTest().state() == HandshakeTest::State::Works;
    });
    m_hands.letPass(150);
    shoot(QStringLiteral("security"));
    m_hands.key(Qt::Key_1, Qt::ControlModifier);
    m_hands.key(Qt::Key_K, Qt::ControlModifier);
    m_hands.type(QStringLiteral("temp"));
    shoot(QStringLiteral("palette"));
    m_hands.key(Qt::Key_Escape);
}

} // namespace copper
