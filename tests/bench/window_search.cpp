// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication> // first: moc 6.4 stumbles over <compare> when it comes before any Qt header

#include "tests/bench/window_search.h"

#include "tests/bench/stall_watch.h"
#include "tests/support/fake_session.h"
#include "tests/support/process_figures.h"
#include "ui/packets/packet_view.h"
#include "ui/packets/packets_room.h"

#include <QAbstractButton>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>

#include <cstdio>
#include <functional>

namespace copper::test {

namespace {

using Direction = MessageRecord::Direction;

constexpr int kConversations = 100;
constexpr int kBatch = 1000;
constexpr qint64 kQuiet_ms = 400; // the count stood still: the search is over
constexpr qint64 kPatience_ms = 60'000;

// Everything on the UI thread, each event by itself.
class WatchedApplication
{
public:
    explicit WatchedApplication(QApplication &qt) : m_qt(qt) {}
    // Runs what a user does, then the event loop until the room's count stands still.
    void measure(const char *name, QLabel &count, const std::function<void()> &act)
    {
        QElapsedTimer clock;
        clock.start();
        act();
        const double first = ms(clock);
        double worst = 0;
        int slow = 0;
        QString shown = count.text();
        QElapsedTimer still;
        still.start();
        QElapsedTimer all;
        all.start();
        qint64 done = 0;
        while (still.elapsed() < kQuiet_ms && all.elapsed() < kPatience_ms) {
            clock.restart();
            m_qt.processEvents();
            const double turn = ms(clock);
            worst = std::max(worst, turn);
            slow += turn > 15 ? 1 : 0;
            if (count.text() != shown) {
                shown = count.text();
                still.restart();
                done = all.elapsed();
            }
        }
        std::printf("%-34s call %7.1f ms, worst turn %7.1f ms, %3d turns > 15 ms, done %5lld ms"
                    "  [%s]\n",
                    name, first, worst, slow, static_cast<long long>(done), qPrintable(shown));
        std::fflush(stdout);
    }

private:
    static double ms(const QElapsedTimer &clock)
    {
        return static_cast<double>(clock.nsecsElapsed()) * 1e-6;
    }
    QApplication &m_qt;
};

// What ten boards and an upload leave behind: notifications, blocks, and requests of their own.
class Traffic
{
public:
    explicit Traffic(Workspace &workspace) : m_workspace(workspace) {}
    void fill()
    {
        while (m_workspace.log().trimmedCount() == 0)
            batch();
    }
    void batch(int count = kBatch)
    {
        std::vector<MessageRecord> records;
        for (int i = 0; i < count; ++i)
            add(records);
        m_workspace.feed().take(batchOf({}, std::move(records)));
    }

private:
    void add(std::vector<MessageRecord> &records)
    {
        const int number = m_number++;
        const auto mid = static_cast<std::uint16_t>(number);
        const SocketAddress peer =
            socketAt("127.0.0.11", static_cast<std::uint16_t>(5683 + number % 10));
        const WallTime at = timeAt(number * 1e-4);
        const auto conversation = static_cast<std::size_t>(number % kConversations);
        const std::string token =
            QByteArray::number(0x1000 + static_cast<int>(conversation), 16).toStdString();
        const std::string path = "/sensors/s" + std::to_string(conversation);
        if (number < kConversations) {
            Message observe = requestMessage(code::kGet, path.c_str(), mid, token.c_str());
            observe.options.addUint(OptionNumber::Observe, 0);
            records.push_back(recordOf(Direction::Sent, peer, observe, at));
        } else if (number % 4 == 0) {
            Message value = responseMessage(code::kContent, MessageType::NonConfirmable, mid,
                                            token.c_str(), "21.5");
            value.options.addUint(OptionNumber::Observe, static_cast<std::uint32_t>(number));
            records.push_back(recordOf(Direction::Received, peer, value, at));
        } else if (number % 40 == 1) {
            const std::string own = QByteArray::number(0x10000000 + number, 16).toStdString();
            records.push_back(recordOf(Direction::Sent, peer,
                                       requestMessage(code::kGet, "/info", mid, own.c_str()), at));
            records.push_back(recordOf(Direction::Received, peer,
                                       responseMessage(code::kContent, MessageType::Acknowledgement,
                                                       mid, own.c_str(), "{\"version\":\"1.2\"}"),
                                       at));
        } else {
            block(records, peer, mid, at);
        }
    }
    void block(std::vector<MessageRecord> &records, const SocketAddress &peer, std::uint16_t mid,
               WallTime at)
    {
        const std::uint32_t number = m_block++ % 10'240;
        Message put = requestMessage(code::kPut, "/firmware", mid, "ffee");
        put.options.addUint(OptionNumber::Block1, (number << 4U) | 8U | 6U);
        put.payload.assign(1024, 0x55);
        records.push_back(recordOf(Direction::Sent, peer, put, at));
        Message more = responseMessage(code::kContinue, MessageType::Acknowledgement, mid, "ffee");
        more.options.addUint(OptionNumber::Block1, (number << 4U) | 8U | 6U);
        records.push_back(recordOf(Direction::Received, peer, more, at));
    }

    Workspace &m_workspace;
    int m_number = 0;
    std::uint32_t m_block = 0;
};

} // namespace

int runSearch(QApplication &qt)
{
    FakeSession session;
    FakeClock clock;
    Workspace workspace(session, QString(), clock.asFunction());
    Navigator navigator;
    Theme theme;
    PacketsRoom room(theme, workspace, navigator);
    room.resize(1104, 800);
    Traffic traffic(workspace);
    traffic.fill();
    std::printf("%llu messages, %zu conversations, resident %.1f MB\n",
                static_cast<unsigned long long>(workspace.log().size()),
                workspace.log().conversations().size(), resident_mb());
    auto *any = room.findChild<QLineEdit *>(QStringLiteral("packetFilter"));
    auto *count = room.findChild<QLabel *>(QStringLiteral("packetCount"));
    auto *grouped = room.findChild<QAbstractButton *>(QStringLiteral("conversationsToggle"));
    WatchedApplication watched(qt);
    watched.measure("show", *count, [&] { room.show(); });
    for (const char *mode : {"conversations", "flat"}) {
        const auto step = [&](const char *what, const std::function<void()> &act) {
            watched.measure(
                qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(mode), QLatin1String(what))),
                *count, act);
        };
        step("type s", [&] { any->setText(QStringLiteral("s")); });
        step("type sensors", [&] { any->setText(QStringLiteral("sensors")); });
        step("batches of 1000 arrive", [&] {
            for (int i = 0; i < 10; ++i) {
                traffic.batch();
                qt.processEvents();
            }
        });
        step("change to firmware", [&] { any->setText(QStringLiteral("firmware")); });
        step("change to nonesuch", [&] { any->setText(QStringLiteral("nonesuch")); });
        step("clear", [&] { any->clear(); });
        step("the other way of showing", [&] { grouped->click(); });
    }
    // Known to be dear: a proxy sorts, and takes in one row after the other.
    grouped->setChecked(false);
    any->clear();
    auto *head = room.view()->header();
    const auto sort = [&](int column) {
        Q_EMIT head->sectionClicked(column);
    };
    watched.measure("flat: sort by bytes", *count, [&] { sort(PacketLength); });
    watched.measure("sorted: type sensors", *count,
                    [&] { any->setText(QStringLiteral("sensors")); });
    watched.measure("sorted: 100 messages arrive", *count, [&] { traffic.batch(100); });
    watched.measure("sorted: clear", *count, [&] { any->clear(); });
    watched.measure("sorted: 100 messages arrive", *count, [&] { traffic.batch(100); });
    std::printf("resident %.1f MB\n", resident_mb());
    return 0;
}

} // namespace copper::test
