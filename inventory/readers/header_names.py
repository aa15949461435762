"""Our fields, and what registers in six languages call them."""

from __future__ import annotations

FIELDS = (
    "asset_tag",
    "serial",
    "manufacturer",
    "model",
    "model_code",
    "form_factor",
    "department",
    "site",
    "received_on",
    "purchased_on",
    "deployed_on",
    "assigned_to",
    "cpu",
    "ram_gb",
    "storage_gb",
    "drive_serials",
    "grade",
    "status",
    "note",
)

# Header names in English, German, French, Spanish, Italian and Dutch, as `headers.py` compares them: small letters, no
# accents, no brackets. Earlier names win when two columns claim a field. "Name" and "Category" mean too many things.
NAMES: dict[str, str] = {
    "asset_tag": "asset tag|asset no|asset number|asset id|asset code|tag|tag number|inventory number|inventory no|"
    "inventory tag|no inventary|barcode|id device internal|placeholder id internal|phid|tag 1 id|equipment number|"
    "inventarnummer|inventarnr|inventar nr|inventarisierungsnummer|anlagennummer|anlagennr|geratenummer|"
    "numero d inventaire|no inventaire|n inventaire|numero inventaire|code barre|etiquette|"
    "numero de inventario|no inventario|n inventario|num inventario|inventario|codigo de inventario|etiqueta|"
    "codigo de barras|codigo activo|numero di inventario|numero inventario|codice inventario|cespite|etichetta|"
    "inventarisnummer|inventarisnr|activanummer|activumnummer|label|streepjescode",
    "serial": "serial number|serial no|serial nr|serial|serialnumber|s n|sn|service tag|servicetag|device serial|"
    "seriennummer|seriennr|serien nr|serial nummer|fabriknummer|"
    "numero de serie|no de serie|n de serie|num serie|no serie|n serie|numero serie|serie|"
    "numero di serie|numero seriale|seriale|matricola|serienummer|serienr",
    "manufacturer": "manufacturer|maker|make|brand|vendor|oem|hersteller|marke|fabrikat|fabricant|marque|constructeur|"
    "fabricante|marca|produttore|costruttore|fabrikant|merk",
    "model": "model|model name|modell|modellname|modele|nom du modele|modelo|nombre del modelo|modello|nome modello|"
    "modelnaam|product|product name|produkt|produktname|item name|bezeichnung|geratebezeichnung|designation",
    "model_code": "model number|model no|model nr|model code|part number|part no|sku|machine type|mtm|modellnummer|"
    "modellnr|artikelnummer|reference|reference modele|numero de modelo|numero de parte|referencia|codice modello|"
    "numero modello|modelnummer|artikelnr",
    "form_factor": "device type|asset type|form factor|type|chassis|kind|geratetyp|gerateart|art|typ|bauform|"
    "type de materiel|tipo|tipo de equipo|tipologia|soort|apparaattype",
    "department": "department|dept|faculty|school|institute|cost center|cost centre|owner department|division|unit|"
    "abteilung|fachbereich|fakultat|institut|kostenstelle|departement|service|faculte|ufr|composante|laboratoire|"
    "departamento|facultad|centro de coste|unidad|dipartimento|facolta|reparto|centro di costo|afdeling|faculteit|"
    "kostenplaats|dienst",
    "site": "site|location|campus|building|room|place|office|standort|ort|gebaude|raum|lieu|emplacement|batiment|"
    "localisation|salle|ubicacion|sede|edificio|lugar|sala|posizione|luogo|ubicazione|stanza|locatie|gebouw|ruimte|"
    "vestiging|lokaal",
    "received_on": "received|received on|date received|receipt date|arrival|arrival date|intake date|date in|"
    "registered in|registered|delivery date|erhalten|erhalten am|eingang|eingangsdatum|annahmedatum|recu le|"
    "date de reception|date d arrivee|date d entree|recibido|fecha de recepcion|fecha de entrada|fecha recepcion|"
    "ricevuto|ricevuto il|data di ricezione|data ricezione|data di arrivo|data arrivo|ontvangen|ontvangen op|"
    "ontvangstdatum|datum ontvangst",
    "purchased_on": "purchase date|purchased|purchased on|date purchased|bought|bought on|acquisition date|"
    "invoice date|order date|warranty start|kaufdatum|anschaffungsdatum|anschaffung|rechnungsdatum|gekauft|gekauft am|"
    "date d achat|achete le|date achat|date d acquisition|date facture|fecha de compra|comprado|fecha compra|"
    "fecha de adquisicion|"
    "data di acquisto|data acquisto|acquistato|data di acquisizione|aankoopdatum|aanschafdatum|gekocht|factuurdatum",
    "deployed_on": "deployed|deployed on|deployment date|in service since|in use since|checkout date|last checkout|"
    "assigned on|issue date|issued on|in betrieb seit|ausgegeben am|ausgabedatum|inbetriebnahme|mise en service|"
    "date de mise en service|en service depuis|puesta en servicio|fecha de puesta en servicio|fecha de asignacion|"
    "in servizio dal|messa in servizio|data di consegna|in gebruik sinds|uitgegeven op|in gebruik genomen",
    "assigned_to": "assigned to|checked out to|checked out to username|user|username|used by|owner|full name|employee|"
    "benutzer|nutzer|anwender|zugewiesen an|ausgegeben an|verwendet von|utilisateur|affecte a|attribue a|usuario|"
    "asignado a|responsable|utente|assegnato a|utilizzatore|gebruiker|toegewezen aan|uitgegeven aan",
    "cpu": "cpu|processor|processor model|processor type|cpu model|prozessor|processeur|procesador|processore",
    "ram_gb": "ram|memory|ram size|memory size|installed ram|installed memory|total ram|total memory|arbeitsspeicher|"
    "speicher|hauptspeicher|memoire|memoire vive|memoire ram|memoria|memoria ram|werkgeheugen|geheugen",
    "storage_gb": "storage|storage size|data storage size|disk|disk size|hdd|ssd|hard drive|hard disk|drive size|"
    "drive|disk capacity|festplatte|festplattengrosse|speicherplatz|massenspeicher|disque|disque dur|stockage|"
    "capacite disque|disco|disco duro|almacenamiento|disco rigido|archiviazione|schijf|harde schijf|opslag",
    "grade": "grade|condition|cosmetic grade|quality|zustand|note optik|klasse|etat|grado|estado fisico|"
    "condizione|conditie|staat|kwaliteit|physical state|state of device",
    "status": "status|state|lifecycle state|allocate state|asset status|statut|estado|stato|zustandsstatus",
    "note": "note|notes|remark|remarks|comment|comments|description|info|asset notes|placeholder info|bemerkung|"
    "bemerkungen|anmerkung|anmerkungen|kommentar|notiz|remarque|remarques|commentaire|commentaires|nota|notas|"
    "observaciones|comentarios|osservazioni|commenti|annotazioni|opmerking|opmerkingen|notitie|toelichting",
}
