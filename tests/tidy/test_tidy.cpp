// SPDX-License-Identifier: GPL-3.0-or-later
// The house rules of ARCHITECTURE.md, held as data: which folder may include which, what the engine
// must not ask for, how labels are made, the SPDX line.
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

namespace {

struct Room
{
    const char *folder;            // of the including file
    std::vector<const char *> may; // folders it may include, besides its own
    bool qt;                       // may include Qt headers at all
};

// The table "what each may link" of ARCHITECTURE.md.
const std::vector<Room> &rooms()
{
    static const std::vector<Room> table{
        {"core/base", {}, false},
        {"core/coap", {"core/base"}, false},
        {"core/payload", {"core/base", "core/coap"}, false},
        {"core/capture", {"core/base", "core/coap"}, false},
        {"core/secrets", {"core/base"}, false},
        {"core/dtls", {"core/base", "core/capture", "core/secrets"}, false},
        {"core/sim", {"core/base", "core/coap", "core/payload", "core/capture"}, false},
        {"core/conformance",
         {"core/base", "core/coap", "core/capture", "core/dtls", "core/secrets"},
         false},
        {"core/domain",
         {"core/base", "core/coap", "core/payload", "core/capture", "core/conformance", "core/dtls",
          "core/secrets", "core/storage"},
         true},
        {"core/storage",
         {"core/base", "core/coap", "core/payload", "core/capture", "core/domain", "core/secrets"},
         true},
        {"core/credentials", {"core/base", "core/secrets", "core/storage"}, true},
        {"core/net",
         {"core/base", "core/coap", "core/payload", "core/capture", "core/sim", "core/conformance",
          "core/dtls", "core/domain", "core/secrets", "core/storage"},
         true},
        {"ui/text",
         {"core/base", "core/coap", "core/payload", "core/capture", "core/credentials",
          "core/domain", "core/secrets", "core/storage", "ui/models"},
         true},
        {"ui/models",
         {"core/base", "core/coap", "core/payload", "core/capture", "core/credentials",
          "core/domain", "core/secrets", "core/storage", "ui/text"},
         true},
        {"ui",
         {"core/base", "core/coap", "core/payload", "core/capture", "core/conformance",
          "core/credentials", "core/domain", "core/secrets", "core/storage", "ui"},
         true},
        {"app", {"core", "ui", "app"}, true},
    };
    return table;
}

const Room *roomOf(const QString &path)
{
    const Room *best = nullptr;
    for (const Room &room : rooms()) {
        const QString folder = QLatin1String(room.folder) + QLatin1Char('/');
        if (path.startsWith(folder) && (!best || qstrlen(room.folder) > qstrlen(best->folder)))
            best = &room;
    }
    return best;
}

QStringList sources(const QStringList &folders)
{
    const QDir root(copper::test::sourceFolder());
    QStringList found;
    for (const QString &folder : folders) {
        QDirIterator it(root.filePath(folder), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
                        QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext())
            found << root.relativeFilePath(it.next());
    }
    found.sort();
    return found;
}

QStringList linesOf(const QString &path)
{
    QFile file(copper::test::sourceFolder() + QLatin1Char('/') + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
}

// Without comments: a rule named in a comment is not broken.
QString codeOf(const QString &line)
{
    return line.section(QStringLiteral("//"), 0, 0);
}

void report(const QStringList &findings)
{
    QVERIFY2(findings.isEmpty(),
             qPrintable(QStringLiteral("\n  ") + findings.join(QStringLiteral("\n  "))));
}

// The findings for one piece of code, so that the rules themselves can be tested.
QStringList includeFindings(const QString &path, const QStringList &lines)
{
    static const QRegularExpression ours(QStringLiteral("^#include \"([^\"]+)\""));
    static const QRegularExpression qt(QStringLiteral("^#include <Q[A-Z]"));
    const Room *room = roomOf(path);
    QStringList findings;
    if (!room)
        return findings;
    for (const QString &line : lines) {
        if (!room->qt && qt.match(line).hasMatch())
            findings << path + QStringLiteral(": Qt below the domain: ") + line;
        const QRegularExpressionMatch match = ours.match(line);
        if (!match.hasMatch() || !match.captured(1).contains(QLatin1Char('/')))
            continue;
        const QString target = match.captured(1);
        bool allowed = target.startsWith(QLatin1String(room->folder) + QLatin1Char('/'));
        for (const char *folder : room->may)
            allowed = allowed || target.startsWith(QLatin1String(folder) + QLatin1Char('/'));
        if (!allowed)
            findings << path + QStringLiteral(" must not include ") + target;
    }
    return findings;
}

const QRegularExpression &forbiddenInEngine()
{
    static const QRegularExpression pattern(QStringLiteral(
        "::now\\(|\\bQTimer\\b|\\bs?rand\\(|std::random_device|std::ifstream|std::ofstream|"
        "\\bfopen\\(|\\bsocket\\(|std::thread|std::this_thread|\\bgettimeofday|clock_gettime"));
    return pattern;
}

} // namespace

class TestTidy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void includesPointDownwards()
    {
        QStringList findings;
        for (const QString &path :
             sources({QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")}))
            findings << includeFindings(path, linesOf(path));
        report(findings);
    }

    void theRulesSeeABreach()
    {
        QCOMPARE(includeFindings(QStringLiteral("core/coap/x.cpp"),
                                 {QStringLiteral("#include \"core/net/session.h\"")})
                     .size(),
                 1);
        QCOMPARE(includeFindings(QStringLiteral("core/coap/x.cpp"),
                                 {QStringLiteral("#include <QString>")})
                     .size(),
                 1);
        QCOMPARE(includeFindings(QStringLiteral("ui/packets/x.cpp"),
                                 {QStringLiteral("#include \"core/net/session.h\"")})
                     .size(),
                 1);
        QVERIFY(forbiddenInEngine().match(QStringLiteral("steady_clock::now()")).hasMatch());
    }

    void engineAsksForNothing()
    {
        QStringList findings;
        for (const QString &path :
             sources({QStringLiteral("core/base"), QStringLiteral("core/coap"),
                      QStringLiteral("core/payload"), QStringLiteral("core/capture"),
                      QStringLiteral("core/sim"), QStringLiteral("core/conformance")})) {
            for (const QString &line : linesOf(path)) {
                if (forbiddenInEngine().match(codeOf(line)).hasMatch())
                    findings << path + QStringLiteral(": ") + line.trimmed();
            }
        }
        report(findings);
    }

    // nm of the archive: no clock, no socket, no Qt.
    void engineArchiveIsPure()
    {
        QProcess nm;
        nm.start(QStringLiteral("nm"),
                 {QStringLiteral("-uC"), QStringLiteral(COPPER_ENGINE_ARCHIVE)});
        QVERIFY(nm.waitForFinished(60'000));
        QCOMPARE(nm.exitCode(), 0);
        static const QRegularExpression impure(QStringLiteral(
            "\\b(clock_gettime|gettimeofday|time|getrandom|rand|random|socket|send|sendto|sendmsg|"
            "recv|recvfrom|recvmsg|bind|open|fopen|read|write)(@|$)|std::chrono::.*::now|"
            "std::random_device|\\bQ[A-Z][A-Za-z]+::|\\bqt_"));
        QStringList findings;
        const QString symbols = QString::fromUtf8(nm.readAllStandardOutput());
        QVERIFY(symbols.contains(QLatin1String(" U ")));
        for (const QString &line : symbols.split(QLatin1Char('\n'))) {
            if (impure.match(line.trimmed()).hasMatch())
                findings << line.trimmed();
        }
        report(findings);
    }

    // Device text must never be taken for markup: labels come from one helper.
    void labelsArePlainText()
    {
        static const QRegularExpression label(
            QStringLiteral("new QLabel\\b|QMessageBox|QToolTip::showText|QProgressDialog|"
                           "QInputDialog|QTextEdit\\b"));
        QStringList findings;
        for (const QString &path : sources({QStringLiteral("ui"), QStringLiteral("app")})) {
            if (path.contains(QLatin1String("plain_label")))
                continue;
            for (const QString &line : linesOf(path)) {
                if (label.match(codeOf(line)).hasMatch() &&
                    !line.contains(QLatin1String("QPlainTextEdit")))
                    findings << path + QStringLiteral(": ") + line.trimmed();
            }
        }
        report(findings);
    }

    void coloursComeFromTheTheme()
    {
        static const QRegularExpression hex(QStringLiteral("\"#[0-9a-fA-F]{6,8}\"|QColor\\(0x"));
        QStringList findings;
        for (const QString &path : sources({QStringLiteral("ui"), QStringLiteral("app")})) {
            if (path.startsWith(QLatin1String("ui/theme/")))
                continue;
            for (const QString &line : linesOf(path)) {
                if (hex.match(codeOf(line)).hasMatch())
                    findings << path + QStringLiteral(": ") + line.trimmed();
            }
        }
        report(findings);
    }

    void everyFileNamesItsLicence()
    {
        QStringList findings;
        for (const QString &path : sources({QStringLiteral("core"), QStringLiteral("ui"),
                                            QStringLiteral("app"), QStringLiteral("tests")})) {
            if (!linesOf(path).value(0).contains(
                    QLatin1String("SPDX-License-Identifier: GPL-3.0-or-later")))
                findings << path;
        }
        report(findings);
    }

    void noFileIsTooLong()
    {
        QStringList findings;
        for (const QString &path :
             sources({QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")})) {
            const qsizetype lines = linesOf(path).size();
            if (lines > 600)
                findings << QStringLiteral("%1: %2 lines").arg(path).arg(lines);
        }
        report(findings);
    }

    // German is complete: no unfinished entry, and no string in the sources that the file lacks.
    void germanIsComplete()
    {
        const QString path = QStringLiteral("translations/copperfield_de.ts");
        const QStringList lines = linesOf(path);
        QVERIFY(lines.size() > 1000);
        QStringList unfinished;
        QString source;
        for (const QString &line : lines) {
            if (line.contains(QLatin1String("<source>")))
                source = line.trimmed();
            if (line.contains(QLatin1String("type=\"unfinished\"")) ||
                line.contains(QLatin1String("<translation />")) ||
                line.contains(QLatin1String("<translation></translation>")) ||
                line.contains(QLatin1String("<numerusform></numerusform>")))
                unfinished << source;
        }
        report(unfinished);
        QTemporaryDir folder;
        const QString copy = folder.filePath(QStringLiteral("copy.ts"));
        const QString root = copper::test::sourceFolder();
        QVERIFY(QFile::copy(root + QLatin1Char('/') + path, copy));
        QProcess lupdate;
        lupdate.setWorkingDirectory(root);
        lupdate.start(QStringLiteral(COPPER_LUPDATE),
                      {QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("-no-obsolete"),
                       QStringLiteral("-locations"), QStringLiteral("none"), QStringLiteral("ui"),
                       QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("-ts"), copy});
        QVERIFY(lupdate.waitForFinished(120'000));
        const QString said = QString::fromUtf8(lupdate.readAllStandardOutput());
        QVERIFY2(said.contains(QLatin1String("(0 new")), qPrintable(said));
    }

    // English has both forms of every text with a number, also of those in the sources alone, and a
    // program that loads them says "1 answer".
    void englishHasItsForms()
    {
        QTemporaryDir folder;
        const QString copy = folder.filePath(QStringLiteral("copperfield_en.ts"));
        const QString root = copper::test::sourceFolder();
        QVERIFY(QFile::copy(root + QStringLiteral("/translations/copperfield_en.ts"), copy));
        QProcess lupdate;
        lupdate.setWorkingDirectory(root);
        lupdate.start(QStringLiteral(COPPER_LUPDATE),
                      {QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("-pluralonly"),
                       QStringLiteral("-no-obsolete"), QStringLiteral("-locations"),
                       QStringLiteral("none"), QStringLiteral("ui"), QStringLiteral("app"),
                       QStringLiteral("core"), QStringLiteral("-ts"), copy});
        QVERIFY(lupdate.waitForFinished(120'000));
        QFile file(copy);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
        QVERIFY(lines.size() > 300);
        QStringList findings;
        QString source;
        for (const QString &line : lines) {
            if (line.contains(QLatin1String("<source>")))
                source = line.trimmed();
            if (line.contains(QLatin1String("type=\"unfinished\"")) ||
                line.contains(QLatin1String("<numerusform></numerusform>")) ||
                (line.contains(QLatin1String("<numerusform>")) &&
                 line.contains(QLatin1String("(s)"))))
                findings << source;
        }
        report(findings);
        const QString compiled = folder.filePath(QStringLiteral("copperfield_en.qm"));
        QProcess lrelease;
        lrelease.start(QStringLiteral(COPPER_LRELEASE), {copy, QStringLiteral("-qm"), compiled});
        QVERIFY(lrelease.waitForFinished(60'000));
        QTranslator words;
        QVERIFY(words.load(compiled));
        const auto form = [&words](int count) {
            return words.translate("copper::DiscoveryPage", "%1 answers", nullptr, count);
        };
        QCOMPARE(form(1), QStringLiteral("%1 answer"));
        QCOMPARE(form(0), QStringLiteral("%1 answers"));
        QCOMPARE(form(2), QStringLiteral("%1 answers"));
    }

    // A class translates in the context of its whole name; one without its namespace is never found
    // at run time, however complete the file is.
    void contextsBearTheirNamespace()
    {
        static const QRegularExpression declared(QStringLiteral("^class (\\w+)[^;]*:\\s*public"));
        QSet<QString> classes;
        for (const QString &path : sources({QStringLiteral("ui"), QStringLiteral("app")})) {
            for (const QString &line : linesOf(path)) {
                if (const auto match = declared.match(line); match.hasMatch())
                    classes.insert(match.captured(1));
            }
        }
        QVERIFY(classes.contains(QStringLiteral("MainWindow")));
        static const QRegularExpression name(QStringLiteral("<name>(\\w+)</name>"));
        QStringList findings;
        for (const char *language : {"de", "en"}) {
            const QString path =
                QStringLiteral("translations/copperfield_%1.ts").arg(QLatin1String(language));
            for (const QString &line : linesOf(path)) {
                const auto match = name.match(line);
                if (match.hasMatch() && classes.contains(match.captured(1)))
                    findings << path + QStringLiteral(": ") + match.captured(1);
            }
        }
        report(findings);
    }

    void nothingIsLeftUnfinished()
    {
        static const QRegularExpression mark(QStringLiteral("\\b(TODO|FIXME|XXX|HACK)\\b"));
        QStringList findings;
        for (const QString &path : sources({QStringLiteral("core"), QStringLiteral("ui"),
                                            QStringLiteral("app"), QStringLiteral("tests")})) {
            if (path.startsWith(QLatin1String("tests/tidy/")))
                continue;
            for (const QString &line : linesOf(path)) {
                if (mark.match(line).hasMatch())
                    findings << path + QStringLiteral(": ") + line.trimmed();
            }
        }
        report(findings);
    }
};

COPPER_TEST(TestTidy);
#include "test_tidy.moc"
