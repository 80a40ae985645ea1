// SPDX-License-Identifier: GPL-3.0-or-later
// Projects in the explorer: saved, added, opened in the place of what is here.
#include "ui/explorer/explorer_dock.h"

#include "core/domain/dashboard.h"
#include "core/domain/shared_project.h"
#include "core/storage/durable_file.h"
#include "ui/explorer/ask_strip.h"
#include "ui/explorer/explorer_view.h"
#include "ui/text/plain_text.h"
#include "ui/text/project_text.h"

#include <QFileDialog>
#include <QFileInfo>

namespace copper {

namespace {

QString nameOf(const QString &path)
{
    return displayText(QFileInfo(path).fileName(), 60);
}

} // namespace

void ExplorerDock::askForProject(ProjectUse use)
{
    const bool save = use == ProjectUse::Save;
    auto *dialog = new QFileDialog(this, save                     ? tr("Save as a project")
                                         : use == ProjectUse::Add ? tr("Add a project")
                                                                  : tr("Open a project"));
    dialog->setObjectName(QStringLiteral("projectDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(save ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setDefaultSuffix(QLatin1String(kProjectSuffix));
    dialog->setNameFilter(tr("Projects (*.copperfield)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, use](const QString &path) {
        switch (use) {
        case ProjectUse::Save:
            saveProjectTo(path);
            break;
        case ProjectUse::Add:
            addProject(path);
            break;
        case ProjectUse::Open:
            openProject(path);
            break;
        }
    });
    dialog->open();
}

// What this version cannot read is not written over: a damaged file is kept under another name, and
// anything else is somebody's.
void ExplorerDock::saveProjectTo(const QString &path)
{
    const QString name = nameOf(path);
    QString aside;
    switch (projectTargetAt(path)) {
    case ProjectTarget::Free:
    case ProjectTarget::Project:
        break;
    case ProjectTarget::NotOurs:
        say(tr("%1 is there already and is no project that this version can read; it stays as it "
               "is. Choose another name.")
                .arg(name));
        return;
    case ProjectTarget::Damaged: {
        const std::optional<QString> kept = setAside(path);
        if (!kept) {
            say(tr("%1 is damaged and cannot be renamed; nothing was written over it.").arg(name));
            return;
        }
        aside =
            QLatin1Char(' ') + tr("What was there is damaged and is %1 now.").arg(nameOf(*kept));
        break;
    }
    }
    const auto saved = saveProject(m_workspace, path);
    const std::size_t devices = m_workspace.devices().devices().size();
    if (saved)
        say(tr("%1 saved: %2 devices, the saved requests and the dashboard; no keys, no values.",
               nullptr, static_cast<int>(devices))
                .arg(name, groupedNumber(static_cast<qint64>(devices))) +
            aside);
    else
        say(tr("%1 was not saved: %2").arg(name, displayText(saved.error(), 120)) + aside);
}

void ExplorerDock::addProject(const QString &path)
{
    m_ask->hide();
    const auto project = readProject(path);
    if (!project) {
        say(projectFaultText(project.error(), path));
        return;
    }
    const ProjectMerge merge = m_edits.addProject(nameOf(path), *project);
    say(projectMergeText(merge));
}

// Asks first where something would go.
void ExplorerDock::openProject(const QString &path)
{
    const auto project = readProject(path);
    if (!project) {
        say(projectFaultText(project.error(), path));
        return;
    }
    const std::size_t devices = m_workspace.devices().devices().size();
    const std::size_t requests = m_workspace.history().named().size();
    const Dashboard dashboard =
        Dashboard::fromJson(m_workspace.section(QStringLiteral("dashboard")));
    const std::size_t charts = dashboard.panels.size() + dashboard.tiles.size();
    const auto open = [this, path, project = *project, isNew = devices + requests + charts == 0] {
        const ProjectMerge merge = m_edits.openProject(nameOf(path), project);
        m_view->setFocus(Qt::OtherFocusReason);
        say(projectMergeText(merge) +
            (isNew ? QString() : QLatin1Char(' ') + tr("Ctrl+Z brings back what was here.")));
    };
    if (devices + requests + charts == 0) {
        open();
        return;
    }
    const auto number = [](std::size_t count) {
        return groupedNumber(static_cast<qint64>(count));
    };
    say(QString());
    m_ask->ask(tr("Open %1? It takes the place of what is here (devices: %2, saved requests: %3, "
                  "charts: %4).")
                   .arg(nameOf(path), number(devices), number(requests), number(charts)),
               {{QStringLiteral("projectOpen"), tr("Open"), open},
                {QStringLiteral("projectAdd"), tr("Add it instead"),
                 [this, path] {
                     addProject(path);
                 }},
                {QStringLiteral("projectNot"), tr("Not now"), [] {
                 }}});
}

} // namespace copper
