"""Code lists of the field: HTCDS 2.0 picklists and the ILO's indicators, as published.

Official spellings are kept, mistakes included, because they are what an export must say.
Sources: IOM HTCDS Field Standards 2.0 (CC BY 4.0) with its Field Definitions; ILO,
"Indicators of forced labour" (2012), for which the machine codes are ours.
"""

from collections.abc import Mapping

_METHODS_OF_CONTROL = """
PhysicalThreats ThreatsLawEnforcement ThreatensChildrenFamily DebtBondage FalsePromises
PhysicalAbuse SexualAbuse TakesEarnings RestrictsFinancialAccess RestrictsMedicalCare
WithholdsNecessities PsychologicalAbuse PsychoactiveSubstance ExcessiveWorkingHours
WithholdsDocuments Other
RestrictsMovement UsesChildren
"""  # the last two stand in the Field Definitions only; a locked flat needs the first

_METHOD_OF_RECRUITMENT = """
AtAPlaceOfBusiness AtAnEducationalInstitution AtWork ThroughOnlineSocialNetworks
ThroughAnOnlineAdvertisement ThroughATelevisionAdvert ThroughANewspaperAdvert
ThroughFamilyOrFamilyEvents ThroughFriendsOrSocialEvents Other
"""

_TYPE_OF_EXPLOITATION = """
ForcedLabour SexualExploitation ChildLabour ForcedMarriage Servitude
ForcedMilitaryByNonStateActors OrganRemoval ForcedBegging ForcedAdoption Surrogacy Other
"""

_INDUSTRY = """
A_AgricultureForestryAndFishing B_MiningAndQuarrying C_Manufacturing
D_ElectricityGasSteamAndAirConditioningSupply E_WaterSupplySewerageWasteManagement
F_Construction G_WholesaleAndRetailTradeRepairOfMotorVehicles H_TransportationAndStorage
I_AccommodationAndFoodServiceActivities J_InformationAndCommunication
K_FinancialAndInsuranceActivities L_RealEstateActivities
M_ProfessionalScientificAndTechnicalActivities N_AdministrativeAndSupportServiceActivities
O_PublicAdministrationAndDefence P_Education Q_HumanHealthAndSocialWorkActivities
R_ArtsEntertainmentAndRecreation S_OtherServiceActivities
T_ActivitiesOfHouseholdsAsEmployers U_ActivitiesOfExtraterritorialOrganizations
"""

_WEBSITES = """
Facebook Instagram WhatsApp Telegram FacebookMessenger Viber SnapChat Line 4Sale WeChat QQ
QZone TikTok Twitter Other
"""

_ILO_INDICATORS = """
abuse_of_vulnerability deception restriction_of_movement isolation physical_sexual_violence
intimidation_threats retention_of_documents withholding_wages debt_bondage
abusive_conditions excessive_overtime
"""

ILO_INDICATOR = "ilo_indicator"

CODES: Mapping[str, frozenset[str]] = {
    "vic_TraffickingStatus": frozenset(
        {
            "PossibleVictimOfTrafficking",
            "ActualVictimOfTrafficking",
            "NotAVictimOfTrafficking",
        }
    ),
    "vic_TraffickingStatusDecisionMakingOrg": frozenset(
        {
            "Police",
            "NGO",
            "CourtOrProsecution",
            "NonPoliceGovernmentalOrganization",
            "Other",
        }
    ),
    "vic_RelationshipToTrafficker": frozenset({"Familial", "Acquainted", "Unaquainted"}),
    "vic_RecruitmentWebsitesAndApps": frozenset(_WEBSITES.split()),
    "vic_ExploitationWebsitesAndApps": frozenset(_WEBSITES.split()),
    "vic_MethodOfRecruitment": frozenset(_METHOD_OF_RECRUITMENT.split()),
    "vic_MethodsOfControl": frozenset(_METHODS_OF_CONTROL.split()),
    "vic_TypeOfExploitation": frozenset(_TYPE_OF_EXPLOITATION.split()),
    "vic_ForcedLabourIndustry": frozenset(_INDUSTRY.split()),
    "vic_TypeOfSexExploitation": frozenset(
        {
            "Prostitution",
            "Pornography",
            "RemoteInteractiveServices",
            "PrivateSexualServices",
        }
    ),
    ILO_INDICATOR: frozenset(_ILO_INDICATORS.split()),
}

FREE_FIELDS = frozenset(
    {
        "vic_AgeWhenTrafficked",
        "vic_LocationOfRecruitment",
        "vic_LocationOfExploitation",
        "self_harm",
        "injury",
        "earnings_kept",
        "held_since",
        "other",
    }
)


def is_code(field: str, code: str) -> bool:
    """Say whether `code` is a value of `field`; one without a list takes only text."""
    if field in CODES:
        return code in CODES[field]
    return field in FREE_FIELDS and not code
