// SPDX-License-Identifier: GPL-3.0-or-later
// Requests that are kept: in the collection, under a name, as a command.
#include "core/domain/collection_request.h"
#include "ui/resource/address_field.h"
#include "ui/resource/collection_panel.h"
#include "ui/resource/payload_editor.h"
#include "ui/resource/request_bar.h"
#include "ui/resource/request_editor.h"
#include "ui/resource/resource_room.h"
#include "ui/resource/save_popup.h"
#include "ui/text/collection_text.h"
#include "ui/text/command_import.h"
#include "ui/text/protocol_text.h"

#include <QApplication>
#include <QClipboard>

namespace copper {

void ResourceRoom::keepInCollection(const QString &name)
{
    const auto spec = checkedSpec();
    if (!spec)
        return;
    CollectionRequest request = fromSpec(*spec);
    // As it was typed, with its variables.
    request.uri = m_bar->addressField()->source();
    const std::vector<OptionText> written = m_editor->options().ownTexts();
    const Options own = m_editor->options().ownOptions();
    // What follows from the payload's kind is in the request and not in the table.
    std::vector<OptionText> options = written;
    if (spec->options.has(OptionNumber::ContentFormat) && !own.has(OptionNumber::ContentFormat))
        options.push_back({optionNameText(OptionNumber::ContentFormat),
                           QString::number(*spec->options.uintValue(OptionNumber::ContentFormat))});
    request.options = options;
    if (const auto source = m_editor->payload().source()) {
        request.payloadSource = source->first;
        request.payload = source->second;
    }
    if (name.isEmpty())
        m_collection->replaceRequest(request);
    else
        m_collection->addRequest(name, request);
}

void ResourceRoom::showCollected(const CollectionRequest &request)
{
    const auto spec = toSpec(request, m_book.layers());
    if (!spec) {
        m_bar->setProblem(stepFaultText(spec.error()));
        return;
    }
    showRequest(*spec);
    m_bar->setAddress(request.uri);
    const auto format = spec->options.uintValue(OptionNumber::ContentFormat);
    if (!variablesIn(request.payload).isEmpty())
        m_editor->payload().setSource(request.payloadSource, request.payload, format);
    // What follows from the payload's kind need not stand there twice.
    std::vector<OptionText> options = request.options;
    if (format && m_editor->payload().impliedFormat() == format)
        std::erase_if(options, [](const OptionText &option) {
            return option.name == optionNameText(OptionNumber::ContentFormat) &&
                   !option.value.contains(QLatin1String("{{"));
        });
    m_editor->options().setOwnTexts(options);
}

void ResourceRoom::save(const QString &name)
{
    const auto spec = currentSpec();
    if (!spec) {
        m_savePopup->setProblem(spec.error());
        return;
    }
    if (!m_workspace.history().saveAs(name, *spec)) {
        m_savePopup->setProblem(
            tr("Give it a name. At most %1 requests are kept.").arg(RequestHistory::kMaxNamed));
        return;
    }
    m_savePopup->closePopup();
    Q_EMIT m_navigator.remarkMade(tr("Saved. The star above the history lists named requests."));
}

void ResourceRoom::copyCommand(ClientTool tool)
{
    const auto spec = checkedSpec();
    if (!spec)
        return;
    const CopiedCommand command = commandFor(tool, *spec);
    QApplication::clipboard()->setText(command.text);
    Q_EMIT m_navigator.remarkMade(command.leftOut.isEmpty()
                                      ? tr("The command is in the clipboard.")
                                      : tr("The command is in the clipboard, without: %1.")
                                            .arg(command.leftOut.join(QStringLiteral(", "))));
}

void ResourceRoom::import(const QString &command)
{
    const auto imported = importCommand(command);
    if (!imported) {
        m_bar->setProblem(imported.error());
        return;
    }
    showRequest(imported->spec);
    const QString from = tr("Taken from a command of %1.").arg(toolName(imported->tool));
    Q_EMIT m_navigator.remarkMade(
        imported->leftOut.isEmpty()
            ? from
            : from + QLatin1Char(' ') +
                  tr("Left out: %1.").arg(imported->leftOut.join(QStringLiteral(", "))));
}

} // namespace copper
