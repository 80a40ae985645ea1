// SPDX-License-Identifier: GPL-3.0-or-later
// Saves generation after generation, to be killed or hindered from outside, and says after each
// what came of it. A line is written only when the save has returned.
//   save_loop FOLDER WRITER FIRST COUNT    WRITER: a name of writers.cpp, "all", or "trace"
#include "app/copper/pcap_file.h"
#include "tests/durability/writers.h"
#include "tests/support/fake_session.h"

#include <QCoreApplication>
#include <QStringList>

#include <unistd.h>

using namespace copper;
using namespace copper::test;

namespace {

void say(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    if (::write(STDOUT_FILENO, bytes.constData(), static_cast<std::size_t>(bytes.size())) !=
        bytes.size())
        ::_exit(1);
}

// A trace has no generations: message after message of one run.
void trace(const QString &folder, int first, int count)
{
    cli::PcapFile file;
    if (!file.open(folder + QStringLiteral("/trace.pcapng"))) {
        say(QStringLiteral("trace 0 failed: ") + file.errorString());
        return;
    }
    const MessageRecord record = recordOf(
        MessageRecord::Direction::Received, socketAt("127.0.0.11"),
        responseMessage(code::kContent, MessageType::Confirmable, 1, "01", "21.5"), timeAt(1));
    for (int number = first; number < first + count; ++number) {
        file.add(record);
        say(QStringLiteral("trace %1 ok").arg(number));
    }
    if (!file.close())
        say(QStringLiteral("trace 0 failed: ") + file.errorString());
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5)
        return 64;
    const QString &folder = arguments.at(1);
    const QString &name = arguments.at(2);
    const int first = arguments.at(3).toInt();
    const int count = arguments.at(4).toInt();
    if (name == QLatin1String("trace")) {
        trace(folder, first, count);
        return 0;
    }
    const auto writers = makeWriters();
    for (int generation = first; generation < first + count; ++generation) {
        for (const auto &writer : writers) {
            if (name != QLatin1String("all") && name != writer->name())
                continue;
            const auto saved = writer->save(folder, generation);
            say(QStringLiteral("%1 %2 ").arg(writer->name()).arg(generation) +
                (saved ? QStringLiteral("ok") : QStringLiteral("failed: ") + saved.error()));
        }
    }
    return 0;
}
