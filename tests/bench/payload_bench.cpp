// SPDX-License-Identifier: GPL-3.0-or-later
// A body of 100 MiB in every view of the window: the longest that the event loop was away, and what
// memory grows by besides the body itself. Told, never judged: bars are in the issue. Usage:
// payload_bench [MIB]
#include "core/domain/workspace.h"
#include "core/payload/structural_diff.h"
#include "tests/support/fake_session.h"
#include "tests/support/process_figures.h"
#include "ui/mainwindow/navigator.h"
#include "ui/resource/diff_view.h"
#include "ui/resource/find_bar.h"
#include "ui/resource/payload_view.h"
#include "ui/resource/resource_room.h"
#include "ui/resource/response_view.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/text_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>
#include <QTemporaryDir>

#include <cstdio>
#include <functional>

using namespace copper;

namespace {

// Grows to the size, one piece after the other.
std::shared_ptr<const Bytes> bodyOf(std::size_t size, std::string_view head,
                                    const std::function<std::string(std::size_t)> &piece,
                                    std::string_view tail)
{
    auto body = std::make_shared<Bytes>();
    body->reserve(size + 4096);
    const auto add = [&body](std::string_view text) {
        body->insert(body->end(), text.begin(), text.end());
    };
    add(head);
    for (std::size_t i = 0; body->size() < size; ++i)
        add(piece(i));
    add(tail);
    return body;
}

struct Body
{
    const char *name;
    std::shared_ptr<const Bytes> bytes;
    std::optional<std::uint32_t> format;
};

class Watch
{
public:
    explicit Watch(PayloadView &view) : m_view(view) {}
    // What the window's thread does on its own, then whatever it has left to do.
    void run(const char *what, const std::function<void()> &begin,
             const std::function<bool()> &done)
    {
        double worst = 0;
        QElapsedTimer step;
        QElapsedTimer all;
        all.start();
        step.start();
        begin();
        worst = static_cast<double>(step.nsecsElapsed()) * 1e-6;
        for (int quiet = 0; quiet < 3;) {
            step.restart();
            m_view.repaint();
            QCoreApplication::processEvents();
            worst = std::max(worst, static_cast<double>(step.nsecsElapsed()) * 1e-6);
            quiet = done() ? quiet + 1 : 0;
            m_peak = std::max(m_peak, test::resident_mb());
        }
        m_peak = std::max(m_peak, test::resident_mb());
        std::printf("  %-26s worst step %6.1f ms, all %7.0f ms\n", what, worst,
                    static_cast<double>(all.elapsed()));
        std::fflush(stdout);
    }
    double peak() const { return m_peak; }

private:
    PayloadView &m_view;
    double m_peak = 0;
};

void look(PayloadView &view, const Body &body)
{
    // The body is there already, and the one it is compared with.
    auto changed = std::make_shared<Bytes>(*body.bytes);
    changed->at(changed->size() / 2) ^= 1U;
    const double before = test::resident_mb();
    Watch watch(view);
    std::printf("%s, %zu bytes\n", body.name, body.bytes->size());
    const auto idle = [&view] {
        return !view.largeModel().isReading();
    };
    watch.run(
        "opened as a tree",
        [&] {
            view.setPage(PayloadView::Page::Tree);
            view.setPayload(body.bytes, body.format, {});
        },
        idle);
    const auto child = [&view](const QModelIndex &parent, int row) {
        return view.tree()->model()->index(row, 0, parent);
    };
    QModelIndex open = view.tree()->model()->index(0, 0);
    for (const char *what : {"a range in the middle", "a page in it", "a value in it"}) {
        const int rows = view.tree()->model()->rowCount(open);
        if (rows == 0)
            break;
        open = child(open, rows / 2);
        watch.run(
            what,
            [&] {
                view.tree()->expand(open);
                view.tree()->scrollTo(open);
            },
            idle);
    }
    watch.run(
        "the last byte's value",
        [&] { Q_EMIT view.hex()->byteActivated(static_cast<qsizetype>(body.bytes->size()) - 3); },
        idle);
    watch.run(
        "as hex", [&] { view.setPage(PayloadView::Page::Hex); }, [] { return true; });
    watch.run(
        "hex, to the end",
        [&] {
            view.hex()->verticalScrollBar()->setValue(view.hex()->verticalScrollBar()->maximum());
        },
        [] { return true; });
    watch.run(
        "as text", [&] { view.setPage(PayloadView::Page::Text); },
        [&] { return view.pagedText()->rows().isDone(); });
    watch.run(
        "text, to the end",
        [&] {
            view.pagedText()->verticalScrollBar()->setValue(
                view.pagedText()->verticalScrollBar()->maximum());
        },
        [] { return true; });
    watch.run(
        "search, nothing found",
        [&] {
            view.findBar()->open();
            view.findBar()->findChild<QLineEdit *>()->setText(QStringLiteral("no such word"));
        },
        [&] { return view.findBar()->search().isDone(); });
    watch.run(
        "search, found often",
        [&] { view.findBar()->findChild<QLineEdit *>()->setText(QStringLiteral("e")); },
        [&] { return view.findBar()->search().isDone(); });
    watch.run(
        "as image", [&] { view.setPage(PayloadView::Page::Image); }, [] { return true; });
    std::printf("  memory grows by %.1f MiB before it is compared\n",
                (watch.peak() - before) * 1e6 / (1 << 20));
    watch.run(
        "as what changed",
        [&] {
            view.setPage(PayloadView::Page::Diff);
            view.diff()->setEarlier({{QStringLiteral("before"), changed, body.format}});
        },
        [&] { return !view.diff()->model().isComparing(); });
    std::printf("  %s\n", qPrintable(view.diff()->model().summary()));
    std::printf("  memory grows by %.1f MiB besides the body\n\n",
                (watch.peak() - before) * 1e6 / (1 << 20));
    view.findBar()->close();
    view.clear();
}

// The whole way of an answer into the room: history, values, views.
void arrive(const Theme &theme, const Body &body)
{
    test::FakeSession session;
    test::FakeClock clock;
    Workspace workspace(session, QString(), clock.asFunction());
    Navigator navigator;
    ResourceRoom room(theme, workspace, navigator);
    room.resize(1100, 800);
    room.show();
    room.get(QStringLiteral("coap://127.0.0.11/big"));
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
    ResponseArrived response =
        test::contentResponse(session.requests.back().first, session.requests.back().second.uri, "",
                              body.format, clock.now(), test::socketAt("127.0.0.11"));
    response.payload = body.bytes;
    response.payloadSize = body.bytes->size();
    double worst = 0;
    QElapsedTimer step;
    step.start();
    workspace.feed().take(test::batchOf({response}, {}));
    worst = static_cast<double>(step.nsecsElapsed()) * 1e-6;
    for (int i = 0; i < 500; ++i) {
        step.restart();
        QCoreApplication::processEvents();
        worst = std::max(worst, static_cast<double>(step.nsecsElapsed()) * 1e-6);
    }
    std::printf("%s arrives in the room: worst step %.1f ms\n", body.name, worst);
    const QTemporaryDir folder;
    QElapsedTimer all;
    all.start();
    step.restart();
    room.response()->saveBody(folder.filePath(QStringLiteral("body")));
    worst = static_cast<double>(step.nsecsElapsed()) * 1e-6;
    while (room.response()->isSaving()) {
        step.restart();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        worst = std::max(worst, static_cast<double>(step.nsecsElapsed()) * 1e-6);
    }
    std::printf("%s is saved: worst step %.1f ms, all %lld ms\n", body.name, worst,
                static_cast<long long>(all.elapsed()));
}

void diffs()
{
    const auto text = [](int changed) {
        std::string json = "{\"devices\": [";
        for (int i = 0; json.size() < (1U << 20U); ++i) {
            json += i > 0 ? ", " : "";
            json += "{\"id\": " + std::to_string(i) + ", \"name\": \"board-" + std::to_string(i) +
                    "\", \"value\": " + std::to_string(i % 97 == changed ? -i : i) + "}";
        }
        return toOwned(asBytes(json + "]}"));
    };
    const Bytes before = text(-1);
    const Bytes after = text(5);
    QElapsedTimer clock;
    clock.start();
    const StructuralDiff diff = structuralDiff(before, 50, after, 50);
    std::printf("structural diff of two JSON bodies of %zu bytes: %lld ms, %zu changes\n",
                before.size(), static_cast<long long>(clock.elapsed()), diff.changes.size());
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    initUiResources();
    Theme theme;
    theme.applyTo(application);
    const std::size_t mib = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100;
    const std::size_t size = mib << 20U;
    PayloadView view(theme);
    view.resize(1000, 700);
    view.show();
    view.setPayload(std::make_shared<const Bytes>(Bytes{'{', '}'}), 50, {});
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
    const auto number = [](std::size_t i) {
        return std::to_string(i);
    };
    {
        const Body json{"JSON",
                        bodyOf(
                            size, "[{}",
                            [&](std::size_t i) {
                                return ",\n{\"id\": " + number(i) + ", \"name\": \"sensor-" +
                                       number(i) + "\", \"values\": [1.5, true, null]}";
                            },
                            "]"),
                        50};
        look(view, json);
        arrive(theme, json);
    }
    {
        const Body numbers{
            "JSON, ten millions of numbers in one array",
            bodyOf(
                size, "[0", [&](std::size_t i) { return ',' + number(i % 1'000'000); }, "]"),
            50};
        look(view, numbers);
    }
    {
        const Body cbor{
            "CBOR",
            bodyOf(
                size, "\x9f",
                [](std::size_t) { return "\xa2\x61\x61\x19\x01\x02\x61\x62\x83\x01\xf5\x64text"; },
                "\xff"),
            60};
        look(view, cbor);
        arrive(theme, cbor);
    }
    {
        const Body senml{"SenML",
                         bodyOf(
                             size, R"([{"bn":"house/","bt":1700000000,"bu":"Cel"})",
                             [&](std::size_t i) {
                                 return ",{\"n\":\"t" + number(i) + "\",\"v\":" + number(i % 40) +
                                        (i % 1000 == 0 ? ",\"bn\":\"barn/\"}" : "}");
                             },
                             "]"),
                         110};
        look(view, senml);
    }
    {
        const Body links{
            "link-format",
            bodyOf(size, "</first>",
                   [&](std::size_t i) { return ",</r/" + number(i) + ">;rt=\"temperature\";obs"; },
                   {}),
            40};
        look(view, links);
    }
    {
        const Body text{
            "text",
            bodyOf(size, {},
                   [&](std::size_t i) { return "line " + number(i) + " of a long log\n"; }, {}),
            0};
        look(view, text);
        arrive(theme, text);
    }
    {
        const Body line{"text in one line",
                        bodyOf(size, {}, [&](std::size_t) { return std::string(1000, 'e'); }, {}),
                        0};
        look(view, line);
    }
    {
        const Body binary{"binary",
                          bodyOf(size, {},
                                 [](std::size_t i) {
                                     std::string piece(64, '\0');
                                     for (std::size_t k = 0; k < piece.size(); ++k)
                                         piece[k] = static_cast<char>(
                                             (i * 2654435761U + k * 40503U) >> 7U);
                                     return piece;
                                 },
                                 {}),
                          42};
        look(view, binary);
    }
    diffs();
    return 0;
}
