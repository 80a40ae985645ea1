// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/project_text.h"

#include "ui/text/plain_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>

namespace copper {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Project", text);
}

QString counted(const char *text, std::size_t count)
{
    return say(text).arg(groupedNumber(static_cast<qint64>(count)));
}

QString conflictText(const ProjectMerge::Conflict &conflict)
{
    const QString of = displayText(conflict.of, 40);
    switch (conflict.field) {
    case ProjectMerge::Field::Name:
        return say(QT_TRANSLATE_NOOP("Project", "name of %1")).arg(of);
    case ProjectMerge::Field::Note:
        return say(QT_TRANSLATE_NOOP("Project", "note of %1")).arg(of);
    case ProjectMerge::Field::SecurePort:
        return say(QT_TRANSLATE_NOOP("Project", "port of coaps of %1")).arg(of);
    case ProjectMerge::Field::Parameters:
        return say(QT_TRANSLATE_NOOP("Project", "transmission parameters of %1")).arg(of);
    case ProjectMerge::Field::Request:
        return say(QT_TRANSLATE_NOOP("Project", "request %1")).arg(of);
    }
    return {};
}

} // namespace

QString projectFaultText(ProjectFault fault, const QString &path)
{
    const QString name = displayText(QFileInfo(path).fileName(), 60);
    switch (fault) {
    case ProjectFault::Unreadable:
        return say(QT_TRANSLATE_NOOP("Project", "%1 cannot be read.")).arg(name);
    case ProjectFault::TooLarge:
        return say(QT_TRANSLATE_NOOP("Project", "%1 is larger than a project may be; nothing was "
                                                "taken from it."))
            .arg(name);
    case ProjectFault::Damaged:
        return say(QT_TRANSLATE_NOOP("Project", "%1 is damaged; it stays as it is, and nothing was "
                                                "taken from it."))
            .arg(name);
    case ProjectFault::NotAProject:
        return say(QT_TRANSLATE_NOOP("Project", "%1 is no project of Copperfield.")).arg(name);
    case ProjectFault::TooNew:
        return say(QT_TRANSLATE_NOOP("Project", "%1 was saved by a later version; it stays as it "
                                                "is, and nothing was taken from it."))
            .arg(name);
    }
    return {};
}

QString projectMergeText(const ProjectMerge &merge)
{
    QStringList parts;
    const auto add = [&parts](const char *text, std::size_t count) {
        if (count > 0)
            parts << counted(text, count);
    };
    add(QT_TRANSLATE_NOOP("Project", "devices new: %1"), merge.devicesNew);
    add(QT_TRANSLATE_NOOP("Project", "completed: %1"), merge.devicesChanged);
    add(QT_TRANSLATE_NOOP("Project", "the same: %1"), merge.devicesSame);
    add(QT_TRANSLATE_NOOP("Project", "left out: %1"), merge.devicesLeftOut);
    add(QT_TRANSLATE_NOOP("Project", "requests new: %1"), merge.requestsNew);
    add(QT_TRANSLATE_NOOP("Project", "requests left out: %1"), merge.requestsLeftOut);
    add(QT_TRANSLATE_NOOP("Project", "charts and numbers new: %1"), merge.chartsNew);
    add(QT_TRANSLATE_NOOP("Project", "charts and numbers left out, the dashboard is full: %1"),
        merge.chartsLeftOut);
    QString text = parts.isEmpty() ? say(QT_TRANSLATE_NOOP("Project", "Nothing was in it."))
                                   : parts.join(QStringLiteral(", ")) + QLatin1Char('.');
    if (merge.conflicts.empty())
        return text;
    QStringList named;
    const std::size_t count = std::min(merge.conflicts.size(), kNamedConflicts);
    for (std::size_t i = 0; i < count; ++i)
        named << conflictText(merge.conflicts[i]);
    if (count < merge.conflicts.size())
        named << counted(QT_TRANSLATE_NOOP("Project", "%1 more"), merge.conflicts.size() - count);
    return text + QLatin1Char(' ') +
           say(QT_TRANSLATE_NOOP("Project", "Both said something, and ours was kept: %1."))
               .arg(named.join(QStringLiteral(", ")));
}

} // namespace copper
