// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that are shown, and what they lead to.
#include "core/coap/uri.h"
#include "core/domain/resource_uri.h"
#include "ui/resource/exchange_panel.h"
#include "ui/resource/history_list.h"
#include "ui/resource/request_bar.h"
#include "ui/resource/resource_room.h"
#include "ui/resource/response_view.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

namespace copper {

void ResourceRoom::sendChanged(const std::function<void(RequestSpec &)> &change)
{
    const HistoryEntry *entry = m_workspace.history().entry(m_shown);
    RequestSpec spec;
    if (entry != nullptr) {
        spec = entry->spec;
    } else {
        spec.uri = m_uri; // an observation's answer is shown
        spec.method = code::kGet;
    }
    change(spec);
    sendSpec(spec);
}

void ResourceRoom::showEntry(std::uint64_t id)
{
    const HistoryEntry *entry = m_workspace.history().entry(id);
    if (entry == nullptr)
        return;
    const RequestSpec spec = entry->spec;
    showRequest(spec);
    m_shown = id;
    m_history->select(id);
    if (entry->response) {
        m_response->showResponse(*entry->response, false);
        const HistoryEntry *previous = m_workspace.history().previousTo(id);
        m_response->setPrevious(previous != nullptr ? &*previous->response : nullptr);
        offerEarlier(*entry->response, nullptr);
        m_exchange->showResponse(*entry->response, &spec);
    } else if (entry->failure) {
        m_response->showFailure(*entry->failure);
        m_exchange->clear();
    } else {
        m_response->showWaiting(entry->sentAt);
        m_exchange->clear();
    }
}

// Answers of the same resource that came before, the nearest first.
void ResourceRoom::offerEarlier(const ResponseArrived &shown, const ResponseArrived *before)
{
    constexpr std::size_t kMostOffered = 50;
    std::vector<EarlierBody> earlier;
    const auto offer = [&](const ResponseArrived &answer) {
        if (answer.payload && answer.payload != shown.payload && !answer.payload->empty() &&
            earlier.size() < kMostOffered)
            earlier.push_back({whenText(answer.at, m_workspace.now()) + QStringLiteral(" · ") +
                                   codeText(answer.code) + QStringLiteral(" · ") +
                                   byteSize(answer.payload->size()),
                               answer.payload,
                               answer.options.uintValue(OptionNumber::ContentFormat)});
    };
    if (before != nullptr)
        offer(*before);
    const auto &entries = m_workspace.history().entries();
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        const bool older = entry->response && entry->response->at <= shown.at &&
                           (before == nullptr || entry->response->payload != before->payload);
        if (older && canonicalUri(entry->spec.uri) == m_uri)
            offer(*entry->response);
    }
    m_response->setEarlier(std::move(earlier));
}

void ResourceRoom::onResponse(const ResponseArrived &response)
{
    const HistoryEntry *entry = m_workspace.history().entryOf(response.job);
    if (entry != nullptr && entry->id == m_shown) {
        m_response->showResponse(response, false);
        const HistoryEntry *previous = m_workspace.history().previousTo(m_shown);
        m_response->setPrevious(previous != nullptr ? &*previous->response : nullptr);
        offerEarlier(response, nullptr);
        m_exchange->showResponse(response, &entry->spec);
        m_exchange->setSeries(m_uri);
        return;
    }
    const ObservedResource *observed = m_workspace.observations().find(m_uri);
    if (observed == nullptr || observed->job != response.job || !observed->isObserved())
        return;
    const std::optional<ResponseArrived> before = m_response->response();
    m_response->showResponse(response, true);
    m_response->setPrevious(before ? &*before : nullptr);
    offerEarlier(response, before ? &*before : nullptr);
    m_exchange->showResponse(response, nullptr);
    m_exchange->setSeries(m_uri);
}

void ResourceRoom::onFailure(const JobFailed &failure)
{
    const HistoryEntry *entry = m_workspace.history().entryOf(failure.job);
    const bool shown = entry != nullptr && entry->id == m_shown;
    if (!shown && canonicalUri(failure.uri) != m_uri)
        return;
    const ObservedResource *observed = m_workspace.observations().find(m_uri);
    const bool observation =
        observed != nullptr && observed->failure && observed->failure->job == failure.job;
    if (shown || observation) {
        m_response->showFailure(failure);
        m_exchange->clear();
    }
}

void ResourceRoom::followLink(const QString &href)
{
    const auto base = parseUri(m_bar->address().toStdString());
    if (!base)
        return;
    const auto target = resolveReference(*base, href.toStdString());
    if (!target) {
        m_bar->setProblem(tr("This link leads to no CoAP address."));
        return;
    }
    get(QString::fromStdString(toText(*target)));
}

} // namespace copper
