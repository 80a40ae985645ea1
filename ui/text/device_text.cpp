// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/device_text.h"

#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace copper {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("DeviceState", text);
}

double quietFor(const Device &device, WallTime now)
{
    return device.lastHeard ? std::max(now.secondsSince(*device.lastHeard), 0.0) : 0;
}

// "(GET /sensors/temp, 4 transmissions)"
QString questionText(const Unanswered &question)
{
    if (question.method.raw == 0)
        return {};
    const QString what =
        codeText(question.method) + QLatin1Char(' ') + displayText(question.path, 80);
    if (question.transmissions < 2)
        return QStringLiteral(" (%1)").arg(what);
    return QStringLiteral(" (%1, %2)")
        .arg(what,
             say(QT_TRANSLATE_NOOP("DeviceState", "%1 transmissions")).arg(question.transmissions));
}

} // namespace

QString stateAge(const Device &device, WallTime now)
{
    const double quiet = quietFor(device, now);
    switch (device.state) {
    case DeviceState::NotAsked:
        return say(QT_TRANSLATE_NOOP("DeviceState", "not asked yet"));
    case DeviceState::Alive:
        return shortSpan(quiet);
    case DeviceState::Stale:
        return say(QT_TRANSLATE_NOOP("DeviceState", "stale %1"))
            .arg(shortSpan(std::max(quiet, 1.0)));
    case DeviceState::Gone:
        return device.lastHeard ? say(QT_TRANSLATE_NOOP("DeviceState", "gone %1"))
                                      .arg(shortSpan(std::max(quiet, 1.0)))
                                : say(QT_TRANSLATE_NOOP("DeviceState", "no answer"));
    }
    return {};
}

QString stateReason(const Device &device, WallTime now)
{
    if (device.state != DeviceState::Stale && device.state != DeviceState::Gone)
        return {};
    if (!device.unanswered)
        return say(QT_TRANSLATE_NOOP("DeviceState", "quiet for %1"))
            .arg(shortSpan(quietFor(device, now)));
    const QString since = clockText(device.unanswered->at, false);
    const QString question = questionText(*device.unanswered);
    if (!device.lastHeard)
        return say(QT_TRANSLATE_NOOP("DeviceState", "never heard; unanswered since %1%2"))
            .arg(since, question);
    return say(QT_TRANSLATE_NOOP("DeviceState", "unanswered since %1%2; quiet for %3"))
        .arg(since, question, shortSpan(quietFor(device, now)));
}

QString directoryText(const QString &rt)
{
    const QStringList types = rt.split(QLatin1Char(' '));
    if (types.contains(QLatin1String("core.rd")))
        return say(QT_TRANSLATE_NOOP("DeviceState", "resource directory: registration"));
    if (types.contains(QLatin1String("core.rd-lookup-res")))
        return say(QT_TRANSLATE_NOOP("DeviceState", "resource directory: look-up of resources"));
    if (types.contains(QLatin1String("core.rd-lookup-ep")))
        return say(QT_TRANSLATE_NOOP("DeviceState", "resource directory: look-up of endpoints"));
    return {};
}

QString queryProblemText(const DeviceQuery::Problem &problem)
{
    const QString word = displayText(problem.word, 40);
    switch (problem.kind) {
    case DeviceQuery::Problem::Kind::NoSuchState:
        return say(QT_TRANSLATE_NOOP("DeviceState", "%1: a state is one of %2"))
            .arg(word, deviceQueryValues(QStringLiteral("state:")).join(QStringLiteral(", ")));
    case DeviceQuery::Problem::Kind::NoSuchMark:
        return say(QT_TRANSLATE_NOOP("DeviceState", "%1: is: takes one of %2"))
            .arg(word, deviceQueryValues(QStringLiteral("is:")).join(QStringLiteral(", ")));
    case DeviceQuery::Problem::Kind::NotANumber:
        return say(QT_TRANSLATE_NOOP("DeviceState", "%1: a number is needed, such as value>30"))
            .arg(word);
    case DeviceQuery::Problem::Kind::OpenQuote:
        return say(QT_TRANSLATE_NOOP("DeviceState", "%1: the closing quote is missing")).arg(word);
    case DeviceQuery::Problem::Kind::TooMany:
        return say(QT_TRANSLATE_NOOP("DeviceState", "%1 and what follows it is left out: at most "
                                                    "%2 words count"))
            .arg(word)
            .arg(DeviceQuery::kMaxTerms);
    }
    return {};
}

} // namespace copper
