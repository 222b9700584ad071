"""Small lists of invented parties, as their publishers would write them."""

import io
import zipfile

UN_PERSON = """
    <INDIVIDUAL>
      <DATAID>700</DATAID><VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>TARIQ</FIRST_NAME><SECOND_NAME>BEN</SECOND_NAME><THIRD_NAME>SALIM</THIRD_NAME>
      <FOURTH_NAME>AL-QASSAR</FOURTH_NAME>
      <UN_LIST_TYPE>Somalia</UN_LIST_TYPE><REFERENCE_NUMBER>SOi.900</REFERENCE_NUMBER>
      <LISTED_ON>2019-03-08</LISTED_ON><NAME_ORIGINAL_SCRIPT>طارق بن سالم القصار</NAME_ORIGINAL_SCRIPT>
      <COMMENTS1>Said to have traded in charcoal.</COMMENTS1>
      <TITLE><VALUE>Dr.</VALUE></TITLE><DESIGNATION><VALUE>Treasurer</VALUE></DESIGNATION>
      <NATIONALITY><VALUE>Somalia</VALUE></NATIONALITY>
      <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Tarek Salim; Tarik Bin Salem</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Accountant</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ADDRESS><CITY>Bosaso</CITY><COUNTRY>Somalia</COUNTRY></INDIVIDUAL_ADDRESS>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1961-04-02</DATE></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1963</FROM_YEAR><TO_YEAR>1965</TO_YEAR>
      </INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1970</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Aden</CITY><COUNTRY>Yemen</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
      <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>P 0443218</NUMBER>
        <ISSUING_COUNTRY>Somalia</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
    </INDIVIDUAL>"""
UN_FIRM = """
    <ENTITY>
      <DATAID>701</DATAID><FIRST_NAME>GULF OF ADEN CHARCOAL (GAC)</FIRST_NAME>
      <UN_LIST_TYPE>Somalia</UN_LIST_TYPE><REFERENCE_NUMBER>SOe.901</REFERENCE_NUMBER><LISTED_ON>2019-03-08</LISTED_ON>
      <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Gacco Trading</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Bosaso Coal</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ADDRESS><CITY>Bosaso</CITY><COUNTRY>Somalia</COUNTRY></ENTITY_ADDRESS>
    </ENTITY>"""


def un_xml(*, people=UN_PERSON, firms=UN_FIRM, on="2026-11-18"):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<CONSOLIDATED_LIST dateGenerated="{on}T00:00:01.001Z">'
        f"\n  <INDIVIDUALS>{people}\n  </INDIVIDUALS>\n  <ENTITIES>{firms}\n  </ENTITIES>\n</CONSOLIDATED_LIST>\n"
    ).encode()


OFAC_XML = b"""<?xml version="1.0" standalone="yes"?>
<sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>11/17/2026</Publish_Date><Record_Count>3</Record_Count></publshInformation>
  <sdnEntry>
    <uid>9001</uid><firstName>Rodrigo</firstName><lastName>VELARDE PINTO</lastName><sdnType>Individual</sdnType>
    <remarks>Shareholder of Velpinto.</remarks>
    <programList><program>SDNTK</program><program>SDNT</program></programList>
    <idList><id><uid>1</uid><idType>Cedula No.</idType><idNumber>71223344</idNumber><idCountry>Colombia</idCountry></id>
      <id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id></idList>
    <akaList>
      <aka><uid>3</uid><type>a.k.a.</type><category>strong</category><lastName>VELARDE</lastName>
        <firstName>Rodri</firstName></aka>
      <aka><uid>4</uid><type>a.k.a.</type><category>weak</category><lastName>EL MUDO</lastName></aka>
    </akaList>
    <addressList><address><uid>5</uid><city>Cali</city><country>Colombia</country></address></addressList>
    <nationalityList><nationality><uid>6</uid><country>Colombia</country><mainEntry>true</mainEntry></nationality>
    </nationalityList>
    <dateOfBirthList>
      <dateOfBirthItem><uid>7</uid><dateOfBirth>03 Feb 1958</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem>
      <dateOfBirthItem><uid>8</uid><dateOfBirth>circa 1960</dateOfBirth><mainEntry>false</mainEntry></dateOfBirthItem>
    </dateOfBirthList>
    <placeOfBirthList><placeOfBirthItem><uid>9</uid><placeOfBirth>Quito, Ecuador</placeOfBirth></placeOfBirthItem>
    </placeOfBirthList>
  </sdnEntry>
  <sdnEntry>
    <uid>9002</uid><lastName>VELPINTO S.A.</lastName><sdnType>Entity</sdnType>
    <programList><program>SDNT</program></programList>
    <idList><id><uid>10</uid><idType>Registration Number</idType><idNumber>445-9</idNumber>
      <idCountry>Colombia</idCountry></id></idList>
    <akaList><aka><uid>11</uid><type>f.k.a.</type><category>strong</category><lastName>PINTO HERMANOS</lastName></aka>
    </akaList>
  </sdnEntry>
  <sdnEntry>
    <uid>9003</uid><lastName>BRISA NOCTURNA</lastName><sdnType>Vessel</sdnType>
    <idList><id><uid>12</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 9123456</idNumber></id>
    </idList>
    <vesselInfo><callSign>HP1234</callSign><vesselType>Tanker</vesselType><vesselFlag>Panama</vesselFlag></vesselInfo>
  </sdnEntry>
</sdnList>
"""

SDN = (
    '9001,"VELARDE PINTO, Rodrigo","individual","SDNTK] [SDNT","Director",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"DOB 03 Feb 1958; alt. DOB circa 1960; POB Quito, Ecuador; nationality Colombia; Cedula No. 71223344 (Colombia);'
    " a.k.a. 'EL MUDO'; Linked To: VELPINTO S.A.\"\n"
    '9002,"VELPINTO S.A.",-0- ,"SDNT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Registration ID 445-9 (Colombia)."\n'
    '9003,"BRISA NOCTURNA","vessel","SDNT",-0- ,"HP1234","Tanker","-0-","-0-","Panama",-0- ,'
    '"Vessel Registration Identification IMO 9123456."\n'
    '9004,"HK-4471","aircraft","SDNT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n'
)
ALT = '9001,1,"aka","VELARDE, Rodri",-0- \n9002,2,"fka","PINTO HERMANOS",-0- \n'
ADD = '9001,3,-0- ,"Cali","Colombia",-0- \n9003,4,-0- ,-0- ,"Korea, North",-0- \n'


def ofac_zip(sdn=SDN, alt=ALT, add=ADD):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("SDN.CSV", sdn), ("alt.csv", alt), ("add.csv", add)):
            if text:
                archive.writestr(name, text)
    return content.getvalue()


OPENSANCTIONS = (
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,dataset,first_seen,"
    "last_seen,last_change\n"
    'NK-1,Person,Ilse Brandauer,"Brandauer, Ilse;Ильза Брандауэр",1949-07;1950,at;de,,,"Sanction X",,,Test,'
    "2023-01-02T10:00:00,2026-11-16T07:00:00,2024-01-01\n"
    "NK-2,Company,Brandauer Holding GmbH,,,at,Ring 1,5493001KJTIIGC8Y1R12;FN 12345,,,,Test,2023-01-02,2026-11-17,\n"
    "NK-3,CryptoWallet,,,,,,bc1qxyz,,,,Test,2023-01-02,2026-11-17,\n"
).encode()

OWN = (
    b"Full name;Schema;Aliases;Date of birth;Nationality;Passport;Why\n"
    b"Anton Vischer;Person;Toni Vischer | A. Vischer;17/05/1960;Austria;X 12 34 56;Unpaid pledge\n"
    b"Vischer Events;Organization;;;Austria;;Unpaid pledge\n"
)
