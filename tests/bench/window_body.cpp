// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication> // first: moc 6.4 stumbles over <compare> when it comes before any Qt header

#include "tests/bench/window_body.h"

#include "app/application.h"
#include "tests/bench/stall_watch.h"
#include "tests/support/process_figures.h"
#include "tests/support/programs.h"
#include "ui/resource/payload_view.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/text_view.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>

#include <cstdio>
#include <functional>

namespace copper::test {

namespace {

constexpr int kStart_ms = 500;
constexpr int kPatience_ms = 120'000;
constexpr int kLook_ms = 400; // in each view, beside what it takes to be laid out

struct Kind
{
    const char *name;
    int format;
    QByteArray head, piece, tail;
};

QList<Kind> kinds()
{
    QByteArray binary(4096, '\0');
    for (qsizetype i = 0; i < binary.size(); ++i)
        binary[i] = static_cast<char>((i * 40503) >> 7);
    return {
        {"JSON", 50, "[{}", ",\n{\"id\": 17, \"name\": \"sensor\", \"values\": [1.5, true, null]}",
         "]"},
        {"CBOR", 60, "\x9f", "\xa2\x61\x61\x19\x01\x02\x61\x62\x83\x01\xf5\x64text", "\xff"},
        {"text", 0, "", "a line of a long log of a board\n", ""},
        {"binary", 42, "", binary, ""},
    };
}

bool writeBody(const QString &path, const Kind &kind, qint64 bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QByteArray piece;
    while (piece.size() < (1 << 16))
        piece += kind.piece;
    file.write(kind.head);
    while (file.size() + piece.size() + kind.tail.size() <= bytes)
        file.write(piece);
    while (file.size() + kind.piece.size() + kind.tail.size() <= bytes)
        file.write(kind.piece);
    return file.write(kind.tail) == kind.tail.size();
}

// VmHWM counts from here.
void forgetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

class BodyRun final
{
public:
    BodyRun(Application &app, QString uri, QString folder, qint64 bytes)
        : m_app(app), m_uri(std::move(uri)), m_folder(std::move(folder)), m_bytes(bytes)
    {
        UserLimits limits = app.workspace().limits();
        limits.bodyBytes = std::max(limits.bodyBytes, static_cast<std::uint64_t>(bytes));
        app.workspace().setLimits(limits);
        QObject::connect(
            &app.workspace().feed(), &SessionFeed::responseArrived, &app.window(),
            [this](const ResponseArrived &response) { m_arrived = response.payloadSize; });
        QObject::connect(&app.workspace().feed(), &SessionFeed::jobFailed, &app.window(),
                         [this](const JobFailed &failure) {
                             std::printf("failed: %s\n", qPrintable(failure.detail));
                             m_failed = true;
                         });
    }
    bool run(const Kind &kind)
    {
        const QString path = m_folder + QStringLiteral("/body");
        if (!writeBody(path, kind, m_bytes) || !put(path, kind.format))
            return false;
        idle(1500);
        const double before = resident_mb();
        forgetPeak();
        StallWatch watch(m_app.window());
        m_arrived = 0;
        m_failed = false;
        Q_EMIT m_app.navigator().getRequested(m_uri);
        QElapsedTimer clock;
        clock.start();
        while (m_arrived == 0 && !m_failed && clock.elapsed() < kPatience_ms)
            idle(10);
        std::printf("%s, %lld bytes by Block2 in %.1f s\n", kind.name,
                    static_cast<long long>(m_arrived), static_cast<double>(clock.elapsed()) * 1e-3);
        if (m_arrived != static_cast<std::uint64_t>(QFile(path).size()))
            return false;
        lookAtViews();
        watch.report();
        std::printf("memory grew by %.1f MiB at most, the body is %.1f; idle %.1f MB\n\n",
                    (peakResident_mb() - before) * 1e6 / (1 << 20),
                    static_cast<double>(m_arrived) / (1 << 20), before);
        std::fflush(stdout);
        return true;
    }

private:
    bool put(const QString &path, int format) const
    {
        QProcess copper;
        copper.start(QApplication::applicationDirPath() + QStringLiteral("/../bin/copper"),
                     {QStringLiteral("put"), QStringLiteral("--file"), path,
                      QStringLiteral("--content-format"), QString::number(format), m_uri});
        return copper.waitForFinished(kPatience_ms) && copper.exitCode() == 0;
    }
    static void idle(int ms)
    {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < ms)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
    }
    void lookAtViews() const
    {
        PayloadView *view = m_app.window().findChild<PayloadView *>();
        using Page = PayloadView::Page;
        for (const Page page : {Page::Tree, Page::Hex, Page::Text, Page::Diff, Page::Image}) {
            view->setPage(page);
            idle(kLook_ms);
            while (view->largeModel().isReading() ||
                   (page == Page::Text && !view->pagedText()->rows().isDone()))
                idle(5);
            QScrollBar *bar = page == Page::Hex    ? view->hex()->verticalScrollBar()
                              : page == Page::Text ? view->pagedText()->verticalScrollBar()
                                                   : view->tree()->verticalScrollBar();
            for (const int tenth : {3, 7, 10}) {
                bar->setValue(bar->maximum() / 10 * tenth);
                idle(50);
            }
        }
        view->setPage(Page::Tree);
    }

    Application &m_app;
    QString m_uri;
    QString m_folder;
    qint64 m_bytes;
    std::uint64_t m_arrived = 0;
    bool m_failed = false;
};

} // namespace

int runBody(QApplication &qt, int mib, bool fromLibcoap)
{
    const QString port = QString::number(freePort());
    QProcess server;
    if (fromLibcoap)
        server.start(QStringLiteral("coap-server-notls"),
                     {QStringLiteral("-A"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"), port,
                      QStringLiteral("-d"), QStringLiteral("10")});
    else
        server.start(
            QApplication::applicationDirPath() + QStringLiteral("/../bin/copper-board"),
            {QStringLiteral("--profile"), QStringLiteral("board"), QStringLiteral("--port"), port});
    QTemporaryDir scratch;
    Application application(qt, StartOptions{}, QString(), scratch.path());
    application.show();
    int code = 1;
    QTimer::singleShot(kStart_ms, &qt, [&] {
        BodyRun run(application, QStringLiteral("coap://127.0.0.1:%1/file").arg(port),
                    scratch.path(), qint64{mib} << 20);
        code = 0;
        for (const Kind &kind : kinds())
            code |= run.run(kind) ? 0 : 1;
        QApplication::exit(code);
    });
    QApplication::exec();
    server.terminate();
    server.waitForFinished();
    return code;
}

} // namespace copper::test
